// SPDX-License-Identifier: Apache-2.0

/// The `status` of each part of a message in an answer of the SMS API.
enum VonageSendStatus {
    /// The status of a part that was accepted.
    static let accepted = 0

    /// Gives the meaning of a status other than ``accepted``.
    ///
    /// 7 is said of numbers that Vonage bars, those who opted out among them. It is taken for an opt-out: to text somebody who does not
    /// want it is the worse mistake.
    static func meaning(of status: Int, _ text: String, _ word: ProviderWord) -> SendAnswer {
        switch status {
        case 1, 10: .notProcessed(word)
        case 2, 3: VonageParameter.meaning(of: text, word)
        case 4, 14, 32: .accountRefused(.credentials, word)
        case 5: .unclear(.serverError, word)
        case 6, 33: .rejected(.recipient, word)
        case 7: .rejected(.optedOut, word)
        case 9: .accountRefused(.credit, word)
        case 8: .accountRefused(.suspended, word)
        case 11, 22, 23, 29: .accountRefused(.configuration, word)
        case 12: .rejected(.content, word)
        case 15: .accountRefused(.sender, word)
        default: .rejected(.unexplained, word)
        }
    }
}
