// SPDX-License-Identifier: Apache-2.0

/// The meaning of a missing or invalid parameter, which Vonage names in its sentence only: “Missing to param”.
enum VonageParameter {
    /// Gives the meaning; a sentence that names none is ``SendAnswer/Rejection/unexplained``, and a run of it stops the campaign.
    static func meaning(of text: String, _ word: ProviderWord) -> SendAnswer {
        switch name(in: text) {
        case "to": .rejected(.recipient, word)
        case "from": .accountRefused(.sender, word)
        case "text", "body": .rejected(.content, word)
        case "api_key", "api_secret", "username", "password": .accountRefused(.credentials, word)
        default: .rejected(.unexplained, word)
        }
    }

    /// The word after “missing” or “invalid”, or before “param”: “to” alone is in many sentences.
    private static func name(in text: String) -> Substring? {
        let words = text.lowercased().split { !($0.isLetter || $0 == "_") }
        if let place = words.firstIndex(where: { $0.hasPrefix("param") }), place > 0 { return words[place - 1] }
        guard let place = words.firstIndex(where: { $0 == "missing" || $0 == "invalid" }) else { return nil }
        return words.dropFirst(place + 1).first
    }
}
