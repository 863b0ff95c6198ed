// SPDX-License-Identifier: Apache-2.0

/// Counts messages or lookups with the same price, as caps count them.
package struct SpendingGroup: Sendable, Hashable {
    /// How many messages were accepted or may have been; 0 for lookups.
    package var messages = 0
    /// Their segments.
    package var segments = 0
    /// How many lookups were paid for, or may have been; 0 for messages.
    package var lookups = 0
    /// What each was expected to cost when it was made, as a decimal number; nil where that was not recorded.
    package var price: String?
    /// What each message really cost, as a decimal number; nil where it is not known.
    package var cost: String?

    /// Counts nothing.
    package init() {}
}
