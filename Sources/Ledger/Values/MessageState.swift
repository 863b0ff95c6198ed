// SPDX-License-Identifier: Apache-2.0

/// Says how far the sending of one message has come; the raw value is the word in the ledger.
package enum MessageState: String, Sendable, Hashable, CaseIterable {
    /// A request is about to leave, or has left, and no outcome is known yet.
    case intent
    /// The provider accepted the message.
    case sent
    /// The provider refused the message for this recipient; an opted-out recipient is such a refusal with its own reason.
    case failed
    /// The provider may or may not have accepted the message.
    case unconfirmed
    /// The provider certainly did not take the message, for no fault of the recipient; a further run tries again.
    case notAccepted = "not_accepted"
}
