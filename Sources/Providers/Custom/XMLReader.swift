// SPDX-License-Identifier: Apache-2.0

/// Reads the XML of gateways' answers: elements, attributes, text, the five named entities and
/// character references.
///
/// A document type is refused, and with it every entity that a stranger could define; nothing
/// outside the answer is ever asked for. The toolchain's own parser is not used, because it needs a
/// system library that not every system has in the same version.
struct XMLReader {
    /// Deeper answers are refused.
    static let deepest = 64

    private var scanner: XMLScanner
    private var open: [(name: String, node: AnswerTree)] = [("", AnswerTree())]

    private init(_ text: String) { scanner = XMLScanner(text) }

    /// Reads a document; `nil` where it is not well-formed, or has what is refused.
    static func tree(of text: String) -> AnswerTree? {
        var reader = XMLReader(text)
        while !reader.scanner.isAtEnd { guard reader.takeNext() else { return nil } }
        guard reader.open.count == 1, let root = reader.open.first?.node, root.members.count == 1
        else { return nil }
        return AnswerTree(members: root.members)
    }

    private mutating func takeNext() -> Bool {
        if scanner.take("<!--") { return scanner.skip(past: "-->") }
        if scanner.take("<![CDATA[") { return takeCharacters(scanner.text(before: "]]>")) }
        if scanner.take("<?") { return scanner.skip(past: "?>") }
        if scanner.take("<!") { return false }
        if scanner.take("</") { return close() }
        if scanner.take("<") { return begin() }
        return takeCharacters(XMLScanner.withoutReferences(scanner.textUpToTag()))
    }

    private mutating func takeCharacters(_ text: String?) -> Bool {
        guard let text else { return false }
        guard open.count > 1 else { return text.allSatisfy(\.isWhitespace) }
        open[open.count - 1].node.text = (open[open.count - 1].node.text ?? "") + text
        return true
    }

    private mutating func begin() -> Bool {
        guard let name = scanner.name(), open.count <= Self.deepest else { return false }
        var node = AnswerTree()
        while let attribute = scanner.attribute() {
            node.members["@" + attribute.name] = [AnswerTree(text: attribute.value)]
        }
        open.append((name, node))
        if scanner.take("/>") { return end() }
        return scanner.take(">")
    }

    private mutating func close() -> Bool {
        guard let name = scanner.name(), name == open.last?.name else { return false }
        scanner.skipSpace()
        return scanner.take(">") && end()
    }

    /// Hangs the innermost element below the one around it.
    private mutating func end() -> Bool {
        guard open.count > 1, let (name, closed) = open.popLast() else { return false }
        var node = closed
        let text = (node.text ?? "").trimmingSpace
        node.text = text.isEmpty ? nil : text
        open[open.count - 1].node.members[name.localName, default: []].append(node)
        return true
    }
}

extension String {
    /// The name without its namespace's prefix.
    fileprivate var localName: String {
        lastIndex(of: ":").map { String(self[index(after: $0)...]) } ?? self
    }

    fileprivate var trimmingSpace: String {
        let begin = drop(while: \.isWhitespace)
        return String(begin.reversed().drop(while: \.isWhitespace).reversed())
    }
}

/// Walks over the characters of an XML document.
struct XMLScanner {
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        rest = Substring(text).unicodeScalars
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
    }

    /// Takes a part of a document as it is.
    init(keeping text: String) { rest = Substring(text).unicodeScalars }

    var isAtEnd: Bool { rest.isEmpty }

    /// What has not been consumed.
    var remainder: String { String(rest) }

    /// Consumes a mark if it is next.
    mutating func take(_ mark: String) -> Bool {
        guard rest.starts(with: mark.unicodeScalars) else { return false }
        rest = rest.dropFirst(mark.unicodeScalars.count)
        return true
    }

    mutating func skipSpace() { rest = rest.drop(while: Self.isSpace) }

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

    /// Consumes white space and an attribute; `nil`, with the white space consumed, where none
    /// comes that can be read.
    mutating func attribute() -> (name: String, value: String)? {
        skipSpace()
        let begin = self
        guard let key = name() else { return nil }
        skipSpace()
        guard take("="), let value = quotedValue() else {
            self = begin
            return nil
        }
        return (key, value)
    }

    private mutating func quotedValue() -> String? {
        skipSpace()
        for quote in ["\"", "'"] where take(quote) {
            guard let raw = text(before: quote), !raw.contains("<") else { return nil }
            return Self.withoutReferences(raw)
        }
        return nil
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        " \t\r\n".unicodeScalars.contains(scalar)
    }
}

extension XMLScanner {
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]

    /// Replaces the references in a text; `nil` where one is not closed or not known.
    static func withoutReferences(_ text: String) -> String? {
        var result = ""
        var scanner = XMLScanner(keeping: text)
        while let literal = scanner.text(before: "&") {
            guard let name = scanner.text(before: ";"), let replaced = character(of: name) else {
                return nil
            }
            result += literal + replaced
        }
        return result + scanner.remainder
    }

    private static func character(of name: String) -> String? {
        if let character = named[name] { return character }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init).map { String($0) }
    }
}
