// SPDX-License-Identifier: Apache-2.0

/// What a text that a recipient sent back says of further messages.
///
/// The words are those of ``OptOutVocabulary``. A reply that says more than stop is nobody's to
/// judge but the user's: “stop by at five?” is no opt-out, “do stop, it is my mother's phone” is.
package enum StopReply: Sendable, Hashable {
    /// The sender wants no more messages.
    case stop
    /// A word that may mean that stands in it, among others.
    case unclear
    case other

    package init(_ text: String) {
        let words = TextWord.words(of: text)
        let small = Self.joined(words.map(\.small))
        if Self.isStop(small) || Self.opensWithStop(words, in: text) || Self.isUnspaced(text) {
            self = .stop
        } else {
            self = small.contains(where: Self.isLoud) ? .unclear : .other
        }
    }

    /// The words with those of two that mean one put together.
    private static func joined(_ words: [String]) -> [String] {
        var joined: [String] = []
        for word in words {
            if let last = joined.last, OptOutVocabulary.pairs.contains("\(last) \(word)") {
                joined[joined.count - 1] = "\(last) \(word)"
            } else {
                joined.append(word)
            }
        }
        return joined
    }

    /// “STOP”, “please stop texting me”: words that say stop, and others that say nothing.
    private static func isStop(_ words: [String]) -> Bool {
        words.contains(where: isKeyword) && words.allSatisfy { isKeyword($0) || isIdle($0) }
    }

    /// Whether the word is a sentence of its own, before whatever else is said.
    private static func opensWithStop(_ words: [TextWord], in text: String) -> Bool {
        guard let first = words.first, isLoud(first.small) else { return false }
        let rest = text[first.text.endIndex...]
        return rest.first.map { !$0.isWhitespace && $0 != "'" && $0 != "’" && $0 != "-" } ?? true
            || rest.drop(while: { $0 == " " }).first?.isNewline == true
    }

    private static func isUnspaced(_ text: String) -> Bool {
        guard text.unicodeScalars.contains(where: { $0.value >= 0x0400 }) else { return false }
        return OptOutVocabulary.unspaced.contains { text.contains($0) }
    }

    private static func isKeyword(_ word: String) -> Bool {
        OptOutVocabulary.keywords.contains(word) || isLoud(word)
    }

    /// Whether a word hardly means anything else, whatever stands beside it.
    private static func isLoud(_ word: String) -> Bool {
        OptOutVocabulary.plain.contains(word) || OptOutVocabulary.pairs.contains(word)
            || OptOutVocabulary.loud.contains(word) || more.contains(word)
    }

    private static func isIdle(_ word: String) -> Bool { idle.contains(word) }

    /// Further words by which people say it, and do not offer it.
    private static let more: Set<String> = [
        "unsubscribed", "unsuscribe", "unsubcribe", "unsubscribing", "stopping", "stahp", "stoppp",
        "optoutall", "cancelall", "désabonne", "abbestelle", "abgemeldet",
    ]

    /// Words that change nothing about a stop: politeness, and what is to stop.
    private static let idle: Set<String> = [
        "please", "pls", "plz", "thanks", "thank", "you", "thx", "ok", "okay", "hi", "hello", "now",
        "me", "my", "number", "all", "from", "to", "the", "these", "this", "your", "our", "list",
        "it", "sending", "send", "texting", "text", "texts", "txt", "messaging", "message",
        "messages", "msg", "msgs", "sms", "contacting", "off", "i", "want", "bitte", "danke",
        "por", "favor", "gracias", "svp", "merci", "obrigado", "grazie", "per", "favore", "dank",
        "graag", "tack", "takk", "tak", "proszę", "dziękuję",
    ]
}
