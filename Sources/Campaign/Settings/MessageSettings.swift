// SPDX-License-Identifier: Apache-2.0

/// Limits of the rendered text.
package struct MessageSettings: Sendable, Hashable {
    /// A text of more segments is not sent (`too_long`).
    package var maxSegments = 10

    /// Makes the contract's defaults.
    package init() {}
}
