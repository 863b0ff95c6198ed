// SPDX-License-Identifier: Apache-2.0

import struct Foundation.Date

/// Which messages of the log are asked for.
///
/// What is nil does not matter.
struct MessageQuery: Hashable, Sendable {
    /// The recipient's digits.
    var destination: String?
    /// The sender's digits or name.
    var source: String?
    /// The earliest time of acceptance, inclusive.
    var from: Date?
    /// The latest time of acceptance, inclusive.
    var through: Date?

    /// Whether a message is asked for.
    func matches(_ message: StoredMessage) -> Bool {
        (destination.map { $0 == message.destination } ?? true)
            && (source.map { $0 == message.source } ?? true)
            && (from.map { message.acceptedAt >= $0 } ?? true)
            && (through.map { message.acceptedAt <= $0 } ?? true)
    }
}
