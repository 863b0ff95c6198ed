// SPDX-License-Identifier: Apache-2.0

/// Walks over the characters of an XML document.
struct XMLScanner {
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        rest = Substring(text).unicodeScalars
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
    }

    /// Takes a part of a document as it is.
    init(keeping text: String) {
        rest = Substring(text).unicodeScalars
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// What has not been consumed.
    var remainder: String { String(rest) }

    /// Consumes a mark if it is next.
    mutating func take(_ mark: String) -> Bool {
        guard rest.starts(with: mark.unicodeScalars) else { return false }
        rest = rest.dropFirst(mark.unicodeScalars.count)
        return true
    }

    mutating func skipSpace() {
        rest = rest.drop(while: Self.isSpace)
    }

    /// Consumes everything up to a mark and the mark; false where it does not come.
    mutating func skip(past mark: String) -> Bool { text(before: mark) != nil }

    /// Consumes everything up to a mark and the mark, and gives what stands before it.
    mutating func text(before mark: String) -> String? {
        var end = rest.startIndex
        while end < rest.endIndex {
            if rest[end...].starts(with: mark.unicodeScalars) {
                let text = String(rest[..<end])
                rest = rest[end...].dropFirst(mark.unicodeScalars.count)
                return text
            }
            end = rest.index(after: end)
        }
        return nil
    }

    /// Consumes the characters before the next tag, references as written.
    mutating func textUpToTag() -> String {
        let text = rest.prefix { $0 != "<" }
        rest = rest[text.endIndex...]
        return String(text)
    }

    /// Consumes a name.
    mutating func name() -> String? {
        let name = rest.prefix { !Self.isSpace($0) && !"/>=<\"'&!?".unicodeScalars.contains($0) }
        rest = rest[name.endIndex...]
        return name.isEmpty ? nil : String(name)
    }

    /// Consumes white space and an attribute; `nil`, with the white space consumed, where none comes that can be read.
    mutating func attribute() -> (name: String, value: String)? {
        skipSpace()
        let begin = self
        guard let name = name() else { return nil }
        skipSpace()
        guard take("="), let value = quotedValue() else {
            self = begin
            return nil
        }
        return (name, value)
    }

    private mutating func quotedValue() -> String? {
        skipSpace()
        for quote in ["\"", "'"] where take(quote) {
            guard let raw = text(before: quote), !raw.contains("<") else { return nil }
            return Self.withoutReferences(raw)
        }
        return nil
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { " \t\r\n".unicodeScalars.contains(scalar) }
}
