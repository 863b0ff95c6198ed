// SPDX-License-Identifier: Apache-2.0

import Testing

/// The program as it was built, run as a user runs it.
///
/// One run after the other: each is a process of its own, and dozens at once would make time-outs
/// and rates a matter of luck.
@Suite(.serialized) struct EndToEnd {}
