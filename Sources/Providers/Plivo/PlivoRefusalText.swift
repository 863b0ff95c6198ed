// SPDX-License-Identifier: Apache-2.0

/// The meaning of the sentences with which Plivo refuses a message.
///
/// Plivo documents no codes for these, so the sentence is all there is. A sentence that is not recognised is
/// ``SendAnswer/Rejection/unexplained``: the row fails, and a run of identical ones stops the campaign.
enum PlivoRefusalText {
    /// Gives the meaning of a 400's sentence.
    static func meaning(of text: String, _ word: ProviderWord) -> SendAnswer {
        let text = text.lowercased()
        if let answer = creditOrOptOut(text, word) { return answer }
        if containsAny(text, "identical to src", "same as source", "same number") { return .rejected(.recipient, word) }
        if containsAny(text, "src", "source", "caller id", "powerpack") { return .accountRefused(.sender, word) }
        if containsAny(text, "dst", "destination", "valid phone number", "invalid number") {
            return .rejected(.recipient, word)
        }
        if containsAny(text, "text", "too long") { return .rejected(.content, word) }
        return .rejected(.unexplained, word)
    }

    /// Gives the meaning of a 403's sentence: a country that is not enabled, or the account itself.
    static func meaningOfForbidden(_ text: String, _ word: ProviderWord) -> SendAnswer {
        let text = text.lowercased()
        if let answer = creditOrOptOut(text, word) { return answer }
        if containsAny(text, "geo-permission", "geo permission", "geopermission") { return .rejected(.country, word) }
        return .accountRefused(.configuration, word)
    }

    private static func creditOrOptOut(_ text: String, _ word: ProviderWord) -> SendAnswer? {
        if text.contains("insufficient") { return .accountRefused(.credit, word) }
        if containsAny(text, "opted out", "opted-out", "opt-out", "unsubscribed") { return .rejected(.optedOut, word) }
        return nil
    }

    /// Whether a phrase begins at one of the text's words: “source” is not in “resource”, nor “text” in “context”.
    private static func containsAny(_ text: String, _ phrases: String...) -> Bool {
        phrases.contains { phrase in
            text.ranges(of: phrase).contains { range in
                range.lowerBound == text.startIndex || !text[text.index(before: range.lowerBound)].isLetter
            }
        }
    }
}
