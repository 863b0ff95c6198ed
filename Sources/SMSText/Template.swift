// SPDX-License-Identifier: Apache-2.0

import Basics

/// Holds the text of a message with places for each recipient's values.
///
/// `{{first name}}` stands for the value of a column, `{{first_name | title | default: there}}` for
/// the same after two filters: `default: TEXT`, `upper`, `lower`, `title`, `first`. `\{` and `\}`
/// are braces. Values are text: braces in them mean nothing.
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
                bound.append(
                    .value(column: index, name: headers[index], filters: placeholder.filters)
                )
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

/// Tells what became of a template for one recipient.
public enum Rendering: Sendable, Equatable {
    /// The message, in the form that is counted and sent; it may be empty where all of it comes
    /// from values.
    case text(String)
    /// A column without a default has no value for this recipient; its header is named.
    case missingValue(column: String)
}

/// Holds a template whose columns were found, to be rendered once a recipient.
public struct BoundTemplate: Sendable {
    enum Piece: Sendable {
        case text(String)
        case value(column: Int, name: String, filters: [TemplateFilter])
    }

    let pieces: [Piece]

    /// Writes the message to one recipient.
    ///
    /// Values lose the white space at their ends, their line ends become LF, and the whole is
    /// precomposed (Unicode NFC): what is counted is what is sent.
    /// - Parameter value: Gives the cell of a column, counted from 0.
    /// - Returns: The text, or the header of the first column that is empty and has no default.
    public func render(_ value: (Int) -> String) -> Rendering {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let words): text += words
            case .value(let column, let name, let filters):
                let cell = value(column).trimmed
                if cell.isEmpty, !filters.contains(where: \.isDefault) {
                    return .missingValue(column: name)
                }
                text += filters.reduce(cell) { $1.applied(to: $0) }
            }
        }
        return .text(text.withLineFeeds.precomposed)
    }
}

/// Finds the columns that placeholders name among a file's headers.
struct ColumnFinder {
    private let source: String
    private let headers: [String]
    private let indices: [String: [Int]]

    /// The template is needed for the places in errors.
    init(_ headers: [String], for source: String) {
        self.source = source
        self.headers = headers
        indices = Dictionary(grouping: headers.indices) { ColumnName.key(of: headers[$0]) }
    }

    func index(for placeholder: TemplatePiece.Placeholder) throws(TemplateError) -> Int {
        let found = indices[ColumnName.key(of: placeholder.column)] ?? []
        guard let index = found.first else {
            throw error(unknown(placeholder.column), at: placeholder)
        }
        guard found.count == 1 else {
            let matching = found.map { headers[$0] }
            throw error(.ambiguousColumn(placeholder.column, headers: matching), at: placeholder)
        }
        return index
    }

    private func error(
        _ kind: TemplateError.Kind,
        at placeholder: TemplatePiece.Placeholder
    ) -> TemplateError {
        TemplateError(
            kind,
            at: TemplatePlace(after: source.unicodeScalars.prefix(placeholder.offset))
        )
    }

    private func unknown(_ name: String) -> TemplateError.Kind {
        let keys = headers.map(ColumnName.key)
        let nearest = Spelling.nearest(
            to: ColumnName.key(of: name),
            in: keys.filter { !$0.isEmpty }
        )
        .flatMap { keys.firstIndex(of: $0) }
        .map { headers[$0] }
        return .unknownColumn(name, nearest: nearest, headers: headers)
    }
}

/// Brings the spellings of a column's name together: case, white space, `_` and `-` do not count.
///
/// A hyphen is left out as well because no list has columns that differ in it alone, and the phone
/// column's header is found in the same way.
enum ColumnName {
    static func key(of name: String) -> String {
        let scalars = name.unicodeScalars.filter { scalar in
            !scalar.properties.isWhitespace && scalar != "_" && scalar != "-"
        }
        return String(String.UnicodeScalarView(scalars)).lowercased()
    }
}
