// SPDX-License-Identifier: Apache-2.0

/// Reads one placeholder, from its `{{` to its `}}`.
struct PlaceholderParser {
    var cursor: TemplateCursor
    /// Where the `{{` is.
    let open: Int

    /// Takes a cursor that is at a `{{`.
    init(at cursor: TemplateCursor) {
        self.cursor = cursor
        open = cursor.position
    }

    mutating func parse() throws(TemplateError) -> TemplatePiece.Placeholder {
        _ = cursor.take("{{")
        cursor.skipWhiteSpace()
        let start = cursor.position
        let column = try cursor.isAt("\"") ? quotedText() : words()
        guard !ColumnName.key(of: column).isEmpty else { throw cursor.error(.emptyPlaceholder, at: open) }
        return .init(column: column, filters: try filters(after: start), offset: open)
    }

    private mutating func filters(after start: Int) throws(TemplateError) -> [TemplateFilter] {
        var filters: [TemplateFilter] = []
        var start = start
        while try !takesClose(after: start) {
            cursor.skipWhiteSpace()
            start = cursor.position
            let filter = try filter()
            if filter.isDefault, filters.contains(where: \.isDefault) {
                throw cursor.error(.repeatedDefault, at: start)
            }
            filters.append(filter)
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
        if cursor.isAtEnd || cursor.isAt("{{") { throw cursor.error(.unclosedPlaceholder, at: open) }
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
            if cursor.isAt("{{"), cursor.position > open + 2 { throw cursor.error(.unclosedPlaceholder, at: open) }
            if cursor.isAt("{") || cursor.isAt("}") { throw cursor.error(.wrongBraces, at: open) }
            _ = cursor.next()
        }
        guard !cursor.isAtEnd else { throw cursor.error(.unclosedPlaceholder, at: open) }
        return cursor.text(from: start).trimmed
    }

    /// Takes a text in straight quotes.
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
