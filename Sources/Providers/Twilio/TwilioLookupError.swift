// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// The errors of Twilio's line type intelligence, which come with HTTP success.
///
/// None of them makes a number a landline.
enum TwilioLookupError {
    /// Twilio knows nothing of the line, and never will: a line without a type.
    private static let unknownLines = [
        60600: "outside of Twilio's coverage", 60601: "Canadian numbers need an approval of your account",
        60607: "a country that Twilio does not cover",
    ]
    private static let accountRefusals = [
        60606: "line type intelligence is not enabled for the account",
        60699: "line type intelligence is disabled for the account",
    ]
    private static let degraded = 60613
    private static let tooMany = 60616

    /// Whether a code is one of these.
    static func isKnown(_ code: Int) -> Bool {
        unknownLines[code] != nil || accountRefusals[code] != nil || code == degraded || code == tooMany
    }

    /// Gives the meaning of a code; one that is not known is a line without a type, too.
    static func answer(to code: String, hiding secrets: [String]) -> LookupAnswer {
        let number = Int(code) ?? 0
        if let refusal = accountRefusals[number] {
            return .accountRefused(.configuration, ProviderWord(code: code, text: refusal))
        }
        switch number {
        case degraded: return .tryAgain(ProviderWord(code: code, text: "Twilio's source of line types is in trouble"))
        case tooMany: return .throttled(ProviderWord(code: code, text: "more lookups than Twilio allows at a time"))
        default: return .found(LineFacts(lineType: .unknown, word: word(code, number, hiding: secrets)))
        }
    }

    private static func word(_ code: String, _ number: Int, hiding secrets: [String]) -> String {
        ProviderWord.tidy("error \(code)" + (unknownLines[number].map { " (\($0))" } ?? ""), hiding: secrets)
    }
}
