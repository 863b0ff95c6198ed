// SPDX-License-Identifier: Apache-2.0

/// Finds out whether a text tells its reader how to get no more messages.
///
/// “Reply STOP to opt out” does, in many languages; “Stop by our store” does not.
package enum OptOutWording {
    /// How far before a keyword the word that asks for an answer may stand.
    private static let reach = 4

    /// Finds the wording.
    ///
    /// - Parameter text: A message.
    /// - Returns: The part of the text that says it; nil where none does.
    package static func find(in text: String) -> Range<String.Index>? {
        let words = TextWord.words(of: text)
        for last in words.indices {
            guard let first = beginning(of: last, in: words) else { continue }
            return words[first].text.startIndex..<words[last].text.endIndex
        }
        return unspacedWording(in: text)
    }

    /// Where the wording begins that ends with a word, or with the words that follow it.
    private static func beginning(of index: Int, in words: [TextWord]) -> Int? {
        let word = words[index].small
        if OptOutVocabulary.plain.contains(word) { return index }
        if index > 0, OptOutVocabulary.pairs.contains(words[index - 1].small + " " + word) { return index - 1 }
        guard OptOutVocabulary.keywords.contains(word), !isOrdinary(index, in: words) else { return nil }
        guard words[index].isCapitals || OptOutVocabulary.loud.contains(word) else { return nil }
        if let asking = asking(before: index, in: words) { return asking }
        if isExplained(index, in: words) { return index }
        return standsOut(index, in: words)
    }

    /// “stop by”, “stop in”: a visit.
    private static func isOrdinary(_ index: Int, in words: [TextWord]) -> Bool {
        guard words.indices.contains(index + 1) else { return false }
        return ["by", "in", "at"].contains(words[index + 1].small)
    }

    /// “Reply with STOP”: the word that asks for the answer.
    private static func asking(before index: Int, in words: [TextWord]) -> Int? {
        (max(0, index - reach)..<index).last { OptOutVocabulary.asking.contains(words[$0].small) }
    }

    /// “Stop to end”, “stop 2 quit”.
    private static func isExplained(_ index: Int, in words: [TextWord]) -> Bool {
        guard words.indices.contains(index + 2), ["to", "2"].contains(words[index + 1].small) else { return false }
        return ["end", "quit", "opt", "stop", "cancel"].contains(words[index + 2].small)
    }

    /// A STOP in capitals among words that are not: where its neighbours begin.
    private static func standsOut(_ index: Int, in words: [TextWord]) -> Int? {
        guard OptOutVocabulary.loud.contains(words[index].small), words[index].isCapitals else { return nil }
        if index > 0, words[index - 1].hasSmallLetters { return index - 1 }
        return words.indices.contains(index + 1) && words[index + 1].hasSmallLetters ? index : nil
    }

    /// Wording in scripts that put no spaces between words, or endings on them.
    private static func unspacedWording(in text: String) -> Range<String.Index>? {
        guard text.unicodeScalars.contains(where: { $0.value >= 0x0400 }) else { return nil }
        for phrase in OptOutVocabulary.unspaced {
            if let range = text.firstRange(of: phrase) { return range }
        }
        return nil
    }
}
