// SPDX-License-Identifier: Apache-2.0

/// What one of Twilio's error codes is taken to mean, for a message that is handed over and for one that was accepted.
enum TwilioMeaning: Sendable, Hashable {
    /// The number cannot get the message.
    case recipient
    /// The number is a landline.
    case landline
    /// The recipient has opted out.
    case optedOut
    /// The text cannot be sent.
    case content
    /// The recipient's country is not open to the account or the sender.
    case country
    /// It depends on what is not said: one recipient's matter, or everybody's.
    case unexplained
    /// No message of the account would arrive.
    case account(AccountRefusal)
    /// The request was not processed.
    case notProcessed
    /// It is not known what became of it.
    case unclear
    /// This message is finished, but a later one might arrive; only said after acceptance.
    case passing

    /// What it proves beyond the message that it is said of.
    var proof: DeliveryReport.Proof? {
        switch self {
        case .landline: .landline
        case .optedOut: .optedOut
        case .account(let refusal): .accountRefused(refusal)
        case .recipient, .content, .country, .unexplained, .notProcessed, .unclear, .passing: nil
        }
    }

    /// What it says of a message that was just handed over; `nil` where it says nothing.
    func answer(_ word: ProviderWord) -> SendAnswer? {
        switch self {
        case .recipient, .landline: .rejected(.recipient, word)
        case .optedOut: .rejected(.optedOut, word)
        case .content: .rejected(.content, word)
        case .country: .rejected(.country, word)
        case .unexplained: .rejected(.unexplained, word)
        case .account(let refusal): .accountRefused(refusal, word)
        case .notProcessed: .notProcessed(word)
        case .unclear: .unclear(.serverError, word)
        case .passing: nil
        }
    }
}
