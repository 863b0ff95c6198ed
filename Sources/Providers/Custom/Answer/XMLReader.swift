// SPDX-License-Identifier: Apache-2.0

/// Reads the XML of gateways' answers: elements, attributes, text, the five named entities and character references.
///
/// A document type is refused, and with it every entity that a stranger could define; nothing outside the answer is ever asked for.
/// The toolchain's own parser is not used, because it needs a system library that not every system has in the same version.
struct XMLReader {
    /// Deeper answers are refused.
    static let deepest = 64

    private var scanner: XMLScanner
    private var open: [(name: String, node: AnswerTree)] = [("", AnswerTree())]

    private init(_ text: String) {
        scanner = XMLScanner(text)
    }

    /// Reads a document; `nil` where it is not well-formed, or has what is refused.
    static func tree(of text: String) -> AnswerTree? {
        var reader = XMLReader(text)
        while !reader.scanner.isAtEnd {
            guard reader.takeNext() else { return nil }
        }
        guard reader.open.count == 1, let root = reader.open.first?.node, root.members.count == 1 else { return nil }
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
