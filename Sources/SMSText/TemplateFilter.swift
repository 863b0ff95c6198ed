// SPDX-License-Identifier: Apache-2.0

/// Changes a value on its way into the text.
enum TemplateFilter: Sendable, Equatable {
    /// Puts a text in the place of an empty value.
    case `default`(String)
    case upper
    case lower
    case title
    /// Leaves the first word.
    case first

    enum Name: String, CaseIterable { case `default`, upper, lower, title, first }

    var isDefault: Bool {
        guard case .default = self else { return false }
        return true
    }

    /// Gives what the filter makes of a value, which has no white space at its ends.
    func applied(to value: String) -> String {
        switch self {
        case .default(let text): value.isEmpty ? text : value
        case .upper: value.uppercased()
        case .lower: LetterCase.lower(value)
        case .title: LetterCase.title(value)
        case .first: String(value.unicodeScalars.prefix { !$0.properties.isWhitespace })
        }
    }
}

/// Changes the case of letters by Unicode's own mappings, which are the same in every locale.
enum LetterCase {
    /// Gives the text in small letters; a sigma at the end of a word has its final form.
    static func lower(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return scalars.indices.reduce(into: "") { $0 += small(scalars, at: $1) }
    }

    /// Gives the text with a capital at the beginning of each word and small letters after it.
    ///
    /// A word that begins with a capital and has small letters stays: McDonald knows how it is
    /// written. O’Neil and D’Angelo get a second capital, don’t and Mary’s do not.
    static func title(_ text: String) -> String {
        var result = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            let word = rest.prefix(while: isInWord)
            result += word.isEmpty ? String(scalar) : capitalised(word)
            rest = word.isEmpty ? rest.dropFirst() : rest[word.endIndex...]
        }
        return result
    }

    private static func capitalised(_ word: Substring.UnicodeScalarView) -> String {
        guard !isMixed(word), let first = word.firstIndex(where: { !isApostrophe($0) }) else {
            return String(word)
        }
        let second = secondCapital(of: word[first...])
        return word.indices.reduce(into: "") { result, index in
            let isCapital = index == first || index == second
            result += isCapital ? word[index].properties.titlecaseMapping : small(word, at: index)
        }
    }

    /// Whether a word begins with a capital and has small letters.
    private static func isMixed(_ word: Substring.UnicodeScalarView) -> Bool {
        guard let first = word.first(where: { !isApostrophe($0) }) else { return false }
        let isCapital = first.properties.isCased && !first.properties.isLowercase
        return isCapital && word.contains(where: \.properties.isLowercase)
    }

    /// Where a name that begins with O’ or D’ goes on, if at least two letters do.
    private static func secondCapital(of word: Substring.UnicodeScalarView) -> String.Index? {
        let start = word.prefix(4)
        guard start.count == 4, let first = start.first, ["o", "O", "d", "D"].contains(first) else {
            return nil
        }
        let apostrophe = start.index(after: start.startIndex)
        return isApostrophe(start[apostrophe]) ? start.index(after: apostrophe) : nil
    }

    /// The small form of one letter, by those on either side of it.
    private static func small<Text: BidirectionalCollection<Unicode.Scalar>>(
        _ text: Text, at index: Text.Index
    ) -> String {
        let next = text.index(after: index)
        let isFinalSigma =
            text[index] == "Σ" && text[..<index].last?.properties.isCased == true
            && (next == text.endIndex || !text[next].properties.isCased)
        return isFinalSigma ? "ς" : text[index].properties.lowercaseMapping
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "'" || scalar == "’"
    }

    private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default:
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || isApostrophe(scalar)
        }
    }
}
