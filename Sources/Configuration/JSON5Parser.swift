// SPDX-License-Identifier: Apache-2.0

/// Reads JSON5: JSON with comments, trailing commas, single quotes and unquoted keys
/// (https://spec.json5.org).
///
/// Foundation's decoder reads JSON5 too, but on Linux it says no more than that the data is not
/// valid, and of a key that is there twice it silently drops one. People write this file by hand,
/// so this parser says where and what.
package struct JSON5Parser {
    /// Deeper nesting is refused, since every level takes stack.
    private static let deepest = 64

    var scanner: JSON5Scanner
    private var depth = 0

    private init(_ bytes: [UInt8]) { scanner = JSON5Scanner(bytes) }

    /// Parses a whole document of UTF-8 bytes, which must be valid.
    ///
    /// - Throws: the first mistake, with its place.
    package static func parse(_ bytes: [UInt8]) throws(JSON5Error) -> JSONNode {
        var parser = JSON5Parser(bytes)
        try parser.scanner.skipSpace()
        let root = try parser.value()
        try parser.scanner.skipSpace()
        guard parser.scanner.peek == nil else {
            throw parser.scanner.error("something follows after the end of the document")
        }
        return root
    }

    private mutating func value() throws(JSON5Error) -> JSONNode {
        let line = scanner.line
        return JSONNode(try bareValue(), line: line)
    }

    private mutating func bareValue() throws(JSON5Error) -> JSONNode.Value {
        switch scanner.peek {
        case UInt8(ascii: "{"):
            try nested { parser throws(JSON5Error) in .object(try parser.object()) }
        case UInt8(ascii: "["):
            try nested { parser throws(JSON5Error) in .array(try parser.array()) }
        case UInt8(ascii: "\""), UInt8(ascii: "'"): .string(try scanner.string())
        case nil: throw scanner.error("the file ends where a value is expected")
        case let byte? where JSON5Scanner.beginsNumber(byte): .number(try scanner.number())
        default: try word()
        }
    }

    private mutating func nested(
        _ body: (inout JSON5Parser) throws(JSON5Error) -> JSONNode.Value
    ) throws(JSON5Error) -> JSONNode.Value {
        guard depth < Self.deepest else { throw scanner.error("this is nested too deeply") }
        depth += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func word() throws(JSON5Error) -> JSONNode.Value {
        let start = scanner
        switch scanner.identifier() {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case "": throw start.error("a value is expected here")
        // The word itself is not said here: it may be a credential that lacks its quotes.
        case _: throw start.error("text needs quotes")
        }
    }

    private mutating func array() throws(JSON5Error) -> [JSONNode] {
        var items: [JSONNode] = []
        let opened = scanner
        scanner.advance()
        while try !closes(with: UInt8(ascii: "]"), opened: opened) {
            items.append(try value())
            try separator(before: UInt8(ascii: "]"), opened: opened)
        }
        return items
    }

    private mutating func object() throws(JSON5Error) -> [String: JSONNode] {
        var members: [String: JSONNode] = [:]
        let opened = scanner
        scanner.advance()
        while try !closes(with: UInt8(ascii: "}"), opened: opened) {
            let start = scanner
            let key = try keyAndColon()
            if let earlier = members[key] {
                throw start.error("this key is there twice, also in line \(earlier.line)")
            }
            members[key] = try value()
            try separator(before: UInt8(ascii: "}"), opened: opened)
        }
        return members
    }

    /// Reads a key and its colon, up to the value.
    private mutating func keyAndColon() throws(JSON5Error) -> String {
        let start = scanner
        let quoted = scanner.peek == UInt8(ascii: "\"") || scanner.peek == UInt8(ascii: "'")
        let key = quoted ? try scanner.string() : scanner.identifier()
        guard quoted || !key.isEmpty else { throw start.error("a key in quotes is expected here") }
        try scanner.skipSpace()
        guard scanner.take(UInt8(ascii: ":")) else {
            throw scanner.error("a colon is missing after this key")
        }
        try scanner.skipSpace()
        return key
    }

    /// Consumes the closing bracket if it is next.
    private mutating func closes(
        with bracket: UInt8, opened: JSON5Scanner
    ) throws(JSON5Error) -> Bool {
        try scanner.skipSpace()
        guard scanner.peek != nil else {
            throw opened.error("this bracket is opened and never closed")
        }
        return scanner.take(bracket)
    }

    /// Consumes a comma, or sees that the closing bracket comes next.
    private mutating func separator(before bracket: UInt8, opened: JSON5Scanner) throws(JSON5Error)
    {
        try scanner.skipSpace()
        guard scanner.peek != nil else {
            throw opened.error("this bracket is opened and never closed")
        }
        guard scanner.peek == bracket || scanner.take(UInt8(ascii: ",")) else {
            throw scanner.error("a comma is missing before this")
        }
    }
}

/// A value of a JSON document, with the line that it begins in.
///
/// The configuration is read as a tree first, since a decoder that builds the settings directly can
/// name neither the line of a mistake nor a key that nobody asked for.
package struct JSONNode: Sendable, Hashable {
    package enum Value: Sendable, Hashable {
        case null
        case bool(Bool)
        /// A decimal number as written, so that a price keeps its exact digits.
        case number(String)
        case string(String)
        case array([JSONNode])
        case object([String: JSONNode])
    }

    package var value: Value
    /// The 1-based line of its first character.
    package var line: Int

    package init(_ value: Value, line: Int) {
        self.value = value
        self.line = line
    }

    /// The kind of value in words, for messages.
    package var kindInWords: String {
        switch value {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

/// A place where a document stops being JSON5.
package struct JSON5Error: Error, Equatable, Sendable {
    /// The 1-based line.
    package var line: Int
    /// The 1-based column, counted in bytes.
    package var column: Int
    /// What is wrong there, as a clause without a full stop.
    package var problem: String
}
