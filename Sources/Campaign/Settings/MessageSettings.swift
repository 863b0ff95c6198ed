// SPDX-License-Identifier: Apache-2.0

/// What becomes of the rendered text.
package struct MessageSettings: Sendable, Hashable {
    /// A text of more segments is not sent (`too_long`).
    package var maxSegments = 10
    /// Whether typographic characters are replaced where that brings the whole text into GSM-7.
    package var smartEncoding = false
    /// The name by which recipients know the sender, which each text should have in it; nil: not configured.
    package var senderName: String?

    /// Makes the contract's defaults.
    package init() {}
}
