// SPDX-License-Identifier: Apache-2.0

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

    init(_ text: String) {
        cursor = TemplateCursor(text)
    }

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

    /// Takes the text up to the next placeholder.
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
