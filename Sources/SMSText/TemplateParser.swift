// SPDX-License-Identifier: Apache-2.0

import Spelling

/// Takes a template apart.
///
///     template    = *(text / placeholder)
///     placeholder = "{{" column *("|" filter) "}}"
///     filter      = "default" ":" DQUOTE *(char / "\" DQUOTE / "\\") DQUOTE
///
/// White space round every part of a placeholder is left out.
struct TemplateParser {
    private static let filters = ["default"]

    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func parse() throws(TemplateError) -> [TemplatePiece] {
        var pieces: [TemplatePiece] = []
        while position < scalars.count {
            if isAt("{{") {
                pieces.append(.placeholder(try placeholder()))
            } else {
                pieces.append(.text(try text()))
            }
        }
        return pieces
    }

    /// Takes the text up to the next placeholder.
    private mutating func text() throws(TemplateError) -> String {
        let start = position
        while position < scalars.count, !isAt("{{") {
            if isAt("}}") { throw error(.nothingToClose, at: position) }
            position += 1
        }
        return string(from: start)
    }

    private mutating func placeholder() throws(TemplateError) -> TemplatePiece.Placeholder {
        let start = position
        position += 2
        let column = try column(openedAt: start)
        var fallback: String?
        while try !takeClose(openedAt: start) {
            let value = try defaultFilter(openedAt: start)
            if fallback != nil { throw error(.repeatedDefault, at: start) }
            fallback = value
        }
        return .init(column: column, fallback: fallback, offset: start)
    }

    /// Takes the column's name, up to the first `|` or `}}`.
    private mutating func column(openedAt open: Int) throws(TemplateError) -> String {
        let start = position
        while position < scalars.count, !isAt("}}"), !isAt("|") {
            if position > start, isAt("{{") { throw error(.unclosedPlaceholder, at: open) }
            if isAt("{") || isAt("}") { throw error(.wrongBraces, at: open) }
            position += 1
        }
        guard position < scalars.count else { throw error(.unclosedPlaceholder, at: open) }
        if isAt("}}}") { throw error(.wrongBraces, at: open) }
        let name = string(from: start).trimmed
        guard !ColumnName.key(of: name).isEmpty else { throw error(.emptyPlaceholder, at: open) }
        return name
    }

    /// Takes the `}}` that ends a placeholder, or the `|` before a filter.
    ///
    /// - Returns: Whether the placeholder has ended.
    private mutating func takeClose(openedAt open: Int) throws(TemplateError) -> Bool {
        skipWhiteSpace()
        guard position < scalars.count else { throw error(.unclosedPlaceholder, at: open) }
        if take("}}") { return true }
        if take("|") { return false }
        throw error(.badDefault, at: position)
    }

    private mutating func defaultFilter(openedAt open: Int) throws(TemplateError) -> String {
        skipWhiteSpace()
        guard position < scalars.count else { throw error(.unclosedPlaceholder, at: open) }
        let start = position
        while position < scalars.count, isInWord(scalars[position]) { position += 1 }
        let name = string(from: start)
        guard Self.filters.contains(name) else {
            let nearest = name.isEmpty ? nil : Spelling.nearest(to: name, in: Self.filters)
            throw error(.unknownFilter(name, nearest: nearest), at: start)
        }
        skipWhiteSpace()
        guard take(":") else { throw error(.badDefault, at: start) }
        skipWhiteSpace()
        return try quotedText(orFailAt: start)
    }

    private mutating func quotedText(orFailAt start: Int) throws(TemplateError) -> String {
        guard take("\"") else { throw error(.badDefault, at: start) }
        var text = String.UnicodeScalarView()
        while position < scalars.count {
            if take("\"") { return String(text) }
            if isAt("\\\"") || isAt("\\\\") { position += 1 }
            text.append(scalars[position])
            position += 1
        }
        throw error(.badDefault, at: start)
    }

    private func isInWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "-"
    }

    private func isAt(_ word: String) -> Bool {
        scalars[position...].starts(with: word.unicodeScalars)
    }

    private mutating func take(_ word: String) -> Bool {
        guard isAt(word) else { return false }
        position += word.unicodeScalars.count
        return true
    }

    private mutating func skipWhiteSpace() {
        while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
    }

    private func string(from start: Int) -> String {
        String(String.UnicodeScalarView(scalars[start..<position]))
    }

    private func error(_ kind: TemplateError.Kind, at position: Int) -> TemplateError {
        TemplateError(kind, at: TemplatePlace(after: scalars[..<position]))
    }
}
