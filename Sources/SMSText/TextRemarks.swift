// SPDX-License-Identifier: Apache-2.0

/// What a template says that its author did not mean: all of it goes out as it is written.
package struct TextRemarks: Sendable, Hashable {
    /// Placeholders in the notations of other programs.
    package var placeholders: [ForeignPlaceholder] = []
    /// Signs that are written out: `\n`, `%0a`, `&amp;`.
    package var escapes: [WrittenOutSign] = []

    /// Finds nothing.
    package init() {}

    init(of template: Template, headers: [String]) {
        let text = template.plainText
        placeholders = ForeignPlaceholderFinder(headers: headers).find(in: text)
        escapes = WrittenOutSign.find(in: text)
    }

    /// The placeholders that name a column of the list: nobody means these to go out.
    package var certain: [ForeignPlaceholder] { placeholders.filter { $0.column != nil } }
}

/// A sign that is written out by a code, as other programs want it: here the code would go out.
package struct WrittenOutSign: Sendable, Hashable {
    /// What the code stands for.
    package enum Kind: Sendable, Hashable, CaseIterable { case lineEnd, space, character }

    /// The code as it is written: `\n`.
    package let text: String
    package let kind: Kind

    /// The codes in a text, in order, each once.
    static func find(in text: [Unicode.Scalar]) -> [WrittenOutSign] {
        var found: [WrittenOutSign] = []
        var position = 0
        while position < text.count {
            guard let code = sign(at: position, of: text) else {
                position += 1
                continue
            }
            if !found.contains(code) { found.append(code) }
            position += code.text.unicodeScalars.count
        }
        return found
    }

    private static func sign(at place: Int, of text: [Unicode.Scalar]) -> WrittenOutSign? {
        switch text[place] {
        case "\\": backslash(at: place, of: text)
        case "%": percent(at: place, of: text)
        case "&": entity(at: place, of: text)
        case "<": lineBreak(at: place, of: text)
        default: nil
        }
    }

    /// `\n`, `\r\n`, `\t`; not in `C:\new` or `\\server\name`.
    private static func backslash(at place: Int, of text: [Unicode.Scalar]) -> WrittenOutSign? {
        guard !isInPath(place, of: text) else { return nil }
        for (code, kind) in backslashes where text[place...].starts(with: code.unicodeScalars) {
            return WrittenOutSign(text: code, kind: kind)
        }
        return nil
    }

    private static let backslashes: [(String, Kind)] = [
        ("\\r\\n", .lineEnd), ("\\n", .lineEnd), ("\\r", .lineEnd), ("\\t", .space),
    ]

    /// Whether the word before a backslash is that of a file of Windows.
    private static func isInPath(_ place: Int, of text: [Unicode.Scalar]) -> Bool {
        let word = beginning(of: text, before: place)
        if word.first == "\\", word.dropFirst().first == "\\" { return true }
        return word.count >= 2 && word[word.startIndex + 1] == ":"
            && word.first.map { $0.isASCII && $0.properties.isAlphabetic } == true
    }

    /// `%0a`, `%0D%0A`, `%20`; not in an address, where such codes belong.
    private static func percent(at place: Int, of text: [Unicode.Scalar]) -> WrittenOutSign? {
        let rest = String(String.UnicodeScalarView(text[place...].prefix(6)))
        for (code, kind) in percents where rest.lowercased().hasPrefix(code) {
            guard !isInAddress(place, of: text) else { return nil }
            return WrittenOutSign(text: String(rest.prefix(code.count)), kind: kind)
        }
        return nil
    }

    private static let percents: [(String, Kind)] = [
        ("%0d%0a", .lineEnd), ("%0a", .lineEnd), ("%0d", .lineEnd), ("%20", .space),
        ("%09", .space),
    ]

    /// Whether the word before a place begins an address: `https://`, `www.`, `example.com/`.
    private static func isInAddress(_ place: Int, of text: [Unicode.Scalar]) -> Bool {
        let word = String(String.UnicodeScalarView(beginning(of: text, before: place))).lowercased()
        if word.contains("://") || word.contains("www.") || word.contains("mailto:") { return true }
        guard let slash = word.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return false }
        return word[..<slash].contains(".")
    }

    /// What stands of a word before a place in it.
    private static func beginning(
        of text: [Unicode.Scalar], before place: Int
    ) -> ArraySlice<Unicode.Scalar> {
        let start = text[..<place].lastIndex(where: \.properties.isWhitespace).map { $0 + 1 } ?? 0
        return text[start..<place]
    }

    /// `&amp;`, `&#39;`, `&nbsp;`.
    private static func entity(at place: Int, of text: [Unicode.Scalar]) -> WrittenOutSign? {
        let name = text[(place + 1)...].prefix(9).prefix { $0 != ";" }
        guard name.endIndex < text.count, text[name.endIndex] == ";", Entity.isOne(name) else {
            return nil
        }
        let word = String(String.UnicodeScalarView(text[place...name.endIndex]))
        return WrittenOutSign(text: word, kind: word == "&nbsp;" ? .space : .character)
    }

    /// `<br>`, `<br/>`, `<br />`.
    private static func lineBreak(at place: Int, of text: [Unicode.Scalar]) -> WrittenOutSign? {
        let tag = text[place...].prefix(6).prefix { $0 != ">" }
        let word = String(String.UnicodeScalarView(tag))
        guard tag.endIndex < text.count, text[tag.endIndex] == ">",
            ["<br", "<br/", "<br /"].contains(word.lowercased())
        else { return nil }
        return WrittenOutSign(text: word + ">", kind: .lineEnd)
    }
}

/// A character as HTML spells it out, without its `&` and `;`.
enum Entity {
    /// Whether a word names a character: `amp`, `#39`, `#x27`, `eacute`.
    static func isOne(_ name: some Collection<Unicode.Scalar>) -> Bool {
        if name.first == "#" {
            let digits = name.dropFirst()
            return !digits.isEmpty
                && digits.allSatisfy { $0.properties.isASCIIHexDigit || $0 == "x" }
        }
        return 2...8 ~= name.count
            && name.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
    }
}

extension Template {
    /// Stands in ``plainText`` for what is no plain text.
    static let mask: Unicode.Scalar = "\u{0}"

    /// What of the template goes out as it is written, with a ``mask`` for each placeholder and for
    /// each brace that a backslash makes text, which its author has thought about.
    var plainText: [Unicode.Scalar] {
        var cursor = TemplateCursor(source)
        var plain: [Unicode.Scalar] = []
        while !cursor.isAtEnd {
            if cursor.isAt("{{") {
                var parser = PlaceholderParser(at: cursor)
                // It was parsed before.
                guard (try? parser.parse()) != nil else { break }
                cursor = parser.cursor
                plain.append(Self.mask)
            } else if cursor.isAt("\\") {
                let run = cursor.take { $0 == "\\" }.unicodeScalars
                let isEscape =
                    !run.count.isMultiple(of: 2) && (cursor.isAt("{") || cursor.isAt("}"))
                plain += isEscape ? [Self.mask] : Array(run)
                if isEscape { _ = cursor.next() }
            } else if let scalar = cursor.next() {
                plain.append(scalar)
            }
        }
        return plain
    }
}
