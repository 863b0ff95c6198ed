// SPDX-License-Identifier: Apache-2.0

/// What the answer to a message means for that message.
package enum SendAnswer: Sendable, Hashable {
    /// The provider accepted the message under this id.
    case accepted(id: String)
    /// The provider refused this message, and would refuse it again.
    case rejected(Rejection, ProviderWord)
    /// The provider refuses the account; the message was not accepted.
    case accountRefused(AccountRefusal, ProviderWord)
    /// The provider did not process the message and says so (429): it is safe to hand it over again.
    case notProcessed(ProviderWord)
    /// The message may or may not have been accepted: it must not be handed over again by itself.
    case unclear(Unclarity, ProviderWord)

    /// Whose fault a refusal is.
    package enum Rejection: String, Sendable, Hashable, CaseIterable {
        /// The number cannot get the message.
        case recipient
        /// The recipient has opted out.
        case optedOut
        /// The text cannot be sent.
        case content
        /// The recipient's country is not enabled for the account.
        case country
        /// The provider gave no reason that is known; a run of these is a misconfiguration.
        case unexplained
    }

    /// Why it is not known whether a message was accepted.
    package enum Unclarity: String, Sendable, Hashable, CaseIterable {
        /// A server error after the request was read.
        case serverError
        /// Success without a readable message id.
        case badResponse
        /// The provider had the message's id before, with other content: what became of the first one is not said.
        case usedID
        /// Some parts of a long message were accepted, and others were not.
        case partlyAccepted
    }
}
