// SPDX-License-Identifier: Apache-2.0

/// A text that a person wrote, read as lists are: in UTF-8, in UTF-16, or in what it seems to be.
package struct PlainText: Sendable, Hashable {
    /// Why a file is no plain text.
    package enum Problem: Error, Equatable, Sendable {
        /// The file is of another kind, whatever its name says.
        case foreign(ForeignFormat)
        /// Bytes mean nothing in the encoding.
        case invalid(FileEncoding, line: Int)
        /// A character that is none of a text, such as NUL; a tab, line ends and form feeds are.
        case control(Unicode.Scalar, line: Int, column: Int)
    }

    /// The text, without a byte order mark.
    package let text: String
    /// How its bytes were read.
    package let encoding: FileEncoding
    /// Whether the encoding is a guess.
    package let isGuess: Bool

    package init(_ bytes: [UInt8]) throws(Problem) {
        if let format = ForeignFormat(head: bytes), format != .json { throw .foreign(format) }
        var detector = EncodingDetector()
        detector.add(bytes[...])
        (encoding, isGuess) = detector.textEncoding()
        let decoded = TextDecoder.decoded(bytes, encoding)
        guard let read = String(validating: decoded, as: UTF8.self) else {
            throw .invalid(encoding, line: Self.line(ofInvalid: decoded))
        }
        text =
            read.unicodeScalars.first == "\u{FEFF}" ? String(read.unicodeScalars.dropFirst()) : read
        if WebPage.isWhole(text) { throw .foreign(.html) }
        try Self.refuseControls(in: text)
    }

    /// The text around the first characters that depend on a guess; nil where none do.
    package var guessedExcerpt: String? {
        let word = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isASCII) }
        guard isGuess, let line = word, let place = line.firstIndex(where: { !$0.isASCII }) else {
            return nil
        }
        let start = line.index(place, offsetBy: -20, limitedBy: line.startIndex)
        return String(line[(start ?? line.startIndex)...].prefix(40))
    }

    private static func line(ofInvalid text: [UInt8]) -> Int {
        let rows = text.split(separator: .lineFeed, omittingEmptySubsequences: false)
        let bad = rows.firstIndex { String(validating: $0, as: UTF8.self) == nil }
        return (bad ?? 0) + 1
    }

    private static func refuseControls(in text: String) throws(Problem) {
        var (line, column) = (1, 0)
        for character in text {
            column += 1
            if character.isNewline, character != "\u{0B}", character != "\u{85}" {
                (line, column) = (line + 1, 0)
                continue
            }
            let control = character.unicodeScalars.first { scalar in
                scalar.properties.generalCategory == .control && scalar != "\t"
            }
            if let control { throw .control(control, line: line, column: column) }
        }
    }
}

/// Tells a page for browsers from a text in which a `<` occurs.
enum WebPage {
    /// Elements that a page or a part of one begins with.
    private static let elements: Set<String> = [
        "html", "head", "body", "p", "div", "table", "span", "h1", "h2", "h3", "h4", "ul", "ol",
        "font", "center", "meta", "style", "title", "br", "section", "article", "main", "b", "i",
    ]

    /// Whether all of a text is a page, or the inside of one: from its first tag to its last.
    static func isWhole(_ text: String) -> Bool {
        let small = text.lowercased()
        if ["</html>", "</body>", "<!doctype html"].contains(where: small.contains) { return true }
        let words = small.drop(while: \.isWhitespace)
        guard words.first == "<", let last = small.last(where: { !$0.isWhitespace }), last == ">"
        else { return false }
        let name = words.dropFirst().prefix { $0.isLetter || $0.isNumber }
        return elements.contains(String(name))
    }
}
