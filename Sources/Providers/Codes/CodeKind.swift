// SPDX-License-Identifier: Apache-2.0

/// Whose matter an error code of a provider's is, which tells what a person can do.
package enum CodeKind: Sendable, Hashable, CaseIterable {
    /// The number cannot get the message.
    case recipient
    /// The number is a landline.
    case landline
    /// The recipient has asked for no messages.
    case optedOut
    /// The text is refused, by the provider or by a spam filter.
    case content
    /// The recipient's country is not open to the account or the sender.
    case country
    /// Credentials, credit, sender or configuration: no message of the account would pass.
    case account
    /// Later it may work.
    case passing
    /// It is not known what became of the message.
    case unclear
    /// The code is not known, or may mean several of these.
    case unexplained

    /// What such a code means where the provider's list has no words that this program knows.
    package var meaning: String {
        switch self {
        case .recipient: "the number cannot get the message"
        case .landline: "the number is a landline"
        case .optedOut: "the recipient has asked for no messages"
        case .content: "the text is refused"
        case .country: "the country is not open to the account or the sender"
        case .account: "the account or the sender may not send"
        case .passing: "a fault that passes, or too many messages at once"
        case .unclear: "it is not known what became of the message"
        case .unexplained: "the code is not in this program’s lists"
        }
    }
}
