// SPDX-License-Identifier: Apache-2.0

import Basics

/// Takes a template apart.
///
///     template    = *(text / escape / placeholder)
///     escape      = "\{" / "\}"
///     placeholder = "{{" (column / quoted) *("|" filter) "}}"
///     filter      = "default" ":" (words / quoted) / "upper" / "lower" / "title" / "first"
///     quoted      = DQUOTE *(char / "\" DQUOTE / "\\") DQUOTE
///
/// White space round every part of a placeholder is left out. A backslash is one everywhere but
/// before a brace; there, two stand for one.
struct TemplateParser {
    private var cursor: TemplateCursor

    init(_ text: String) { cursor = TemplateCursor(text) }

    mutating func parse() throws(TemplateError) -> [TemplatePiece] {
        var pieces: [TemplatePiece] = []
        while !cursor.isAtEnd {
            pieces.append(cursor.isAt("{{") ? .placeholder(try placeholder()) : .text(try text()))
        }
        return pieces
    }

    private mutating func placeholder() throws(TemplateError) -> TemplatePiece.Placeholder {
        var parser = PlaceholderParser(at: cursor)
        let placeholder = try parser.parse()
        cursor = parser.cursor
        return placeholder
    }

    private mutating func text() throws(TemplateError) -> String {
        var text = ""
        while !cursor.isAt("{{") {
            if cursor.isAt("}}") { throw cursor.error(.nothingToClose, at: cursor.position) }
            if cursor.isAt("\\") {
                text += backslashes()
            } else if let scalar = cursor.next() {
                text.unicodeScalars.append(scalar)
            } else {
                break
            }
        }
        return text
    }

    /// Takes backslashes, and the brace after them that they make text.
    private mutating func backslashes() -> String {
        let run = cursor.take { $0 == "\\" }
        guard cursor.isAt("{") || cursor.isAt("}") else { return run }
        let count = run.unicodeScalars.count
        let half = String(repeating: "\\", count: count / 2)
        guard !count.isMultiple(of: 2), let brace = cursor.next() else { return half }
        return half + String(brace)
    }
}

/// Reads one placeholder, from its `{{` to its `}}`.
struct PlaceholderParser {
    var cursor: TemplateCursor
    /// The place of errors about the whole placeholder, in scalars from the start.
    let open: Int

    init(at cursor: TemplateCursor) {
        self.cursor = cursor
        open = cursor.position
    }

    mutating func parse() throws(TemplateError) -> TemplatePiece.Placeholder {
        _ = cursor.take("{{")
        cursor.skipWhiteSpace()
        let start = cursor.position
        let column = try cursor.isAt("\"") ? quotedText() : words()
        guard !ColumnName.key(of: column).isEmpty else {
            throw cursor.error(.emptyPlaceholder, at: open)
        }
        return .init(column: column, filters: try filters(after: start), offset: open)
    }

    private mutating func filters(after start: Int) throws(TemplateError) -> [TemplateFilter] {
        var filters: [TemplateFilter] = []
        var start = start
        while try !takesClose(after: start) {
            cursor.skipWhiteSpace()
            start = cursor.position
            let next = try filter()
            if next.isDefault, filters.contains(where: \.isDefault) {
                throw cursor.error(.repeatedDefault, at: start)
            }
            filters.append(next)
        }
        return filters
    }

    /// Takes the `}}` that ends a placeholder, or the `|` before a filter.
    ///
    /// - Parameter start: Where the part that may end here begins.
    /// - Returns: Whether the placeholder has ended.
    /// - Throws: ``TemplateError`` where anything else stands.
    private mutating func takesClose(after start: Int) throws(TemplateError) -> Bool {
        let part = cursor.text(from: start)
        cursor.skipWhiteSpace()
        if cursor.isAtEnd || cursor.isAt("{{") {
            throw cursor.error(.unclosedPlaceholder, at: open)
        }
        if cursor.isAt("}}}") { throw cursor.error(.wrongBraces, at: open) }
        if cursor.take("}}") { return true }
        if cursor.take("|") { return false }
        if cursor.isAt("{") || cursor.isAt("}") { throw cursor.error(.wrongBraces, at: open) }
        throw cursor.error(.strayText(after: part.trimmed), at: cursor.position)
    }

    /// Takes words without quotes, up to the first `|` or `}}`.
    mutating func words() throws(TemplateError) -> String {
        let start = cursor.position
        while !cursor.isAtEnd, !cursor.isAt("}}"), !cursor.isAt("|") {
            if cursor.isAt("{{"), cursor.position > open + 2 {
                throw cursor.error(.unclosedPlaceholder, at: open)
            }
            if cursor.isAt("{") || cursor.isAt("}") { throw cursor.error(.wrongBraces, at: open) }
            _ = cursor.next()
        }
        guard !cursor.isAtEnd else { throw cursor.error(.unclosedPlaceholder, at: open) }
        return cursor.text(from: start).trimmed
    }

    mutating func quotedText() throws(TemplateError) -> String {
        let start = cursor.position
        _ = cursor.take("\"")
        var text = String.UnicodeScalarView()
        while !cursor.take("\"") {
            if cursor.isAt("\\\"") || cursor.isAt("\\\\") { _ = cursor.next() }
            guard let scalar = cursor.next() else { throw cursor.error(.unclosedQuote, at: start) }
            text.append(scalar)
        }
        return String(text)
    }
}

extension PlaceholderParser {
    /// Quotes that a word processor puts in place of straight ones; none may stand in bare words.
    private static let otherQuotes: Set<Unicode.Scalar> = ["\"", "“", "”", "„", "«", "»"]
    /// Quotes that bare words cannot begin with; inside they are apostrophes.
    private static let firstQuotes: Set<Unicode.Scalar> = ["'", "‘", "’", "‚", "`"]

    mutating func filter() throws(TemplateError) -> TemplateFilter {
        guard !cursor.isAtEnd else { throw cursor.error(.unclosedPlaceholder, at: open) }
        let start = cursor.position
        let name = cursor.take(while: Self.isInName)
        switch TemplateFilter.Name(rawValue: name) {
        case .default: return .default(try defaultText(orFailAt: start))
        case .upper: return .upper
        case .lower: return .lower
        case .title: return .title
        case .first: return .first
        case nil: throw cursor.error(Self.unknown(name), at: start)
        }
    }

    private mutating func defaultText(orFailAt start: Int) throws(TemplateError) -> String {
        cursor.skipWhiteSpace()
        guard cursor.take(":") else { throw cursor.error(.missingText, at: start) }
        cursor.skipWhiteSpace()
        if cursor.isAt("\"") { return try quotedText() }
        let place = cursor.position
        let text = try words()
        guard let first = text.unicodeScalars.first else {
            throw cursor.error(.missingText, at: start)
        }
        guard !Self.firstQuotes.contains(first),
            Self.otherQuotes.isDisjoint(with: text.unicodeScalars)
        else { throw cursor.error(.wrongQuotes, at: place) }
        return text
    }

    private static func unknown(_ name: String) -> TemplateError.Kind {
        let known = TemplateFilter.Name.allCases.map(\.rawValue)
        return .unknownFilter(
            name, nearest: name.isEmpty ? nil : Spelling.nearest(to: name, in: known))
    }

    private static func isInName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
            || scalar == "-"
    }
}

/// Goes through a template from its start to its end.
///
/// It goes by scalars: a letter and a combining mark after a brace are one `Character` with it.
struct TemplateCursor {
    private let scalars: [Unicode.Scalar]
    private(set) var position = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    var isAtEnd: Bool { position >= scalars.count }

    func isAt(_ word: String) -> Bool { scalars[position...].starts(with: word.unicodeScalars) }

    mutating func next() -> Unicode.Scalar? {
        guard !isAtEnd else { return nil }
        defer { position += 1 }
        return scalars[position]
    }

    mutating func take(_ word: String) -> Bool {
        guard isAt(word) else { return false }
        position += word.unicodeScalars.count
        return true
    }

    mutating func take(while belongs: (Unicode.Scalar) -> Bool) -> String {
        let start = position
        while !isAtEnd, belongs(scalars[position]) { position += 1 }
        return text(from: start)
    }

    mutating func skipWhiteSpace() { _ = take(while: \.properties.isWhitespace) }

    /// What was taken since a position.
    func text(from start: Int) -> String {
        String(String.UnicodeScalarView(scalars[start..<position]))
    }

    func error(_ kind: TemplateError.Kind, at position: Int) -> TemplateError {
        TemplateError(kind, at: TemplatePlace(after: scalars[..<position]))
    }
}

/// Holds a part of a template: a text, or a place for a recipient's value.
enum TemplatePiece: Sendable, Equatable {
    case text(String)
    case placeholder(Placeholder)

    /// Stands for the value of a column.
    struct Placeholder: Sendable, Equatable {
        /// The column's name as it is written.
        let column: String
        /// What happens to the value, in order; without a default an empty value is a missing one.
        let filters: [TemplateFilter]
        /// Where it is written, in scalars from the start of the template; an error makes a place
        /// of it.
        let offset: Int
    }
}

/// Names a place in a template as an editor does.
struct TemplatePlace: Sendable, Equatable {
    /// Counted from 1.
    let line: Int
    /// Counted from 1, in characters as a person sees them.
    let column: Int

    init(after text: some Sequence<Unicode.Scalar>) {
        var line = 1
        var current = String.UnicodeScalarView()
        for scalar in text {
            if scalar == "\n" {
                line += 1
                current.removeAll()
            } else {
                current.append(scalar)
            }
        }
        self.line = line
        column = String(current).count + 1
    }
}
