// SPDX-License-Identifier: Apache-2.0

/// Holds the text of a message with places for each recipient's values.
///
/// `{{first name}}` stands for the value of a column, `{{first_name | title | default: there}}` for
/// the same after two filters: `default: TEXT`, `upper`, `lower`, `title`, `first`. `\{` and `\}` are
/// braces. Values are text: braces in them mean nothing.
public struct Template: Sendable {
    /// The template's text with LF as its line end and without the newline that ends a file.
    public let source: String
    private let pieces: [TemplatePiece]

    /// Reads a template.
    ///
    /// - Parameter text: The template as it is in its file; a byte order mark and one newline at
    ///   its end do not count.
    /// - Throws: ``TemplateError`` with line and column for the first mistake, or when there is
    ///   nothing but white space.
    public init(parsing text: String) throws(TemplateError) {
        source = Self.body(of: text.withLineFeeds)
        guard !source.trimmed.isEmpty else { throw TemplateError(kind: .empty) }
        var parser = TemplateParser(source)
        pieces = try parser.parse()
    }

    /// The names of the columns as they are written, in order, each once.
    public var columns: [String] {
        var seen: Set<String> = []
        return placeholders.map(\.column).filter { seen.insert(ColumnName.key(of: $0)).inserted }
    }

    /// Finds the template's columns among the headers of a recipients file.
    ///
    /// Case, white space, `_` and `-` do not count.
    /// - Throws: ``TemplateError`` when a column is not there, or several headers match it.
    public func bound(to headers: [String]) throws(TemplateError) -> BoundTemplate {
        let finder = ColumnFinder(headers, for: source)
        var bound: [BoundTemplate.Piece] = []
        for piece in pieces {
            switch piece {
            case .text(let text): bound.append(.text(text))
            case .placeholder(let placeholder):
                let index = try finder.index(for: placeholder)
                bound.append(.value(column: index, name: headers[index], filters: placeholder.filters))
            }
        }
        return BoundTemplate(pieces: bound)
    }

    private var placeholders: [TemplatePiece.Placeholder] {
        pieces.compactMap { piece in
            guard case .placeholder(let placeholder) = piece else { return nil }
            return placeholder
        }
    }

    private static func body(of text: String) -> String {
        var scalars = text.unicodeScalars[...]
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        if scalars.last == "\n" { scalars.removeLast() }
        return String(scalars)
    }
}
