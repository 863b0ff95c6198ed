// SPDX-License-Identifier: Apache-2.0

import Basics

/// The text of a message with places for each recipient's values.
///
/// A placeholder names a column of a list. Filters change the value on its way, from left to right:
///
/// ```
/// Hi {{first_name | title | default: there}}, your check-up is on {{appointment}}.
/// ```
///
/// | Filter | What it does | `ana maria` becomes |
/// | --- | --- | --- |
/// | `default: TEXT` | stands for an empty value; once a placeholder | `ana maria` |
/// | `first` | leaves the first word | `ana` |
/// | `title` | begins each word with a capital | `Ana Maria` |
/// | `upper`, `lower` | all letters | `ANA MARIA`, `ana maria` |
///
/// A name with `|`, `{` or `}` in it goes in straight quotes: `{{"a|b"}}`; so may the text of
/// `default`. `\{` and `\}` are braces, and a brace alone is one, too. Values are text: braces in
/// them mean nothing.
///
/// Templates are equal where their ``source`` is. In JSON a template is its source, a string.
public struct Template: Sendable {
    /// The template as it is written, with LF as its only line end.
    public let source: String
    private let pieces: [TemplatePiece]

    /// Reads a template from the text of its file.
    ///
    /// - Parameter text: The whole file; a byte order mark at its start and one newline at its end
    ///   do not belong to the message.
    /// - Throws: ``TemplateError`` for the first mistake, with its line and column, or when there
    ///   is nothing but white space.
    public init(parsing text: String) throws(TemplateError) {
        try self.init(source: Self.body(of: text.withLineFeeds))
    }

    private init(source: String) throws(TemplateError) {
        guard !source.trimmed.isEmpty else { throw TemplateError(kind: .empty) }
        self.source = source
        var parser = TemplateParser(source)
        pieces = try parser.parse()
    }

    /// The names of the columns as they are written, in the order of the text, each once.
    public var columns: [String] {
        var seen: Set<String> = []
        return placeholders.map(\.column).filter { seen.insert(ColumnName.key(of: $0)).inserted }
    }

    /// Finds the template's columns among the headers of a list.
    ///
    /// Case, white space, `_` and `-` do not count: `first_name` finds “First Name”.
    /// - Parameter headers: The headers in the order of the columns; those that the template does
    ///   not name may be empty or alike.
    /// - Returns: The template for rows that have their cells in the order of the headers.
    /// - Throws: ``TemplateError`` when a column is not there, or several headers match it.
    public func bound(to headers: [String]) throws(TemplateError) -> BoundTemplate {
        let finder = ColumnFinder(headers, for: source)
        let bound = try pieces.map { piece throws(TemplateError) -> BoundTemplate.Piece in
            switch piece {
            case .text(let text): return .text(text)
            case .placeholder(let placeholder):
                let index = try finder.index(for: placeholder)
                return .value(column: index, name: headers[index], filters: placeholder.filters)
            }
        }
        return BoundTemplate(pieces: bound, remarks: TextRemarks(of: self, headers: headers))
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

extension Template: Hashable {
    /// Whether two templates have the same source.
    public static func == (one: Template, other: Template) -> Bool { one.source == other.source }

    /// Feeds the source to a hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

extension Template: LosslessStringConvertible {
    /// The template that is written so; nil where ``init(parsing:)`` would find a mistake.
    ///
    /// - Parameter source: The template without anything of a file: a newline at its end is part
    ///   of the message.
    public init?(_ source: String) {
        guard let template = try? Template(source: source.withLineFeeds) else { return nil }
        self = template
    }

    /// The ``source``.
    public var description: String { source }
}

extension Template: Codable {
    /// Reads a template from a string, its ``source``.
    ///
    /// - Throws: `DecodingError` with the ``TemplateError`` beneath it where there is a mistake.
    public init(from decoder: any Decoder) throws {
        let source = try decoder.singleValueContainer().decode(String.self)
        do throws(TemplateError) { try self.init(source: source.withLineFeeds) } catch {
            let (path, words) = (decoder.codingPath, error.description)
            throw DecodingError.dataCorrupted(
                .init(codingPath: path, debugDescription: words, underlyingError: error))
        }
    }

    /// Writes the ``source`` as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(source)
    }
}

/// What became of a template for one recipient.
public enum Rendering: Sendable, Hashable {
    /// The message, in the form that is counted and sent.
    ///
    /// It may be empty where all of it comes from values.
    case text(String)
    /// A column without a default has no value for this recipient; its header is named.
    case missingValue(column: String)

    /// The message; nil where a value is missing.
    public var message: String? {
        guard case .text(let message) = self else { return nil }
        return message
    }
}

/// A template whose columns were found, to be rendered once for each recipient.
///
/// Make one with ``Template/bound(to:)``.
public struct BoundTemplate: Sendable {
    enum Piece: Sendable {
        case text(String)
        case value(column: Int, name: String, filters: [TemplateFilter])
    }

    let pieces: [Piece]
    /// What the template says that its author did not mean.
    package let remarks: TextRemarks
    /// Words that stand for no value.
    package var emptyWords = EmptyWords()

    /// Writes the message to one recipient.
    ///
    /// Values lose the white space at their ends, their line ends become LF, and the whole is
    /// precomposed (Unicode NFC): what is counted is what is sent. A value that is one of the
    /// words that mean nothing counts as empty.
    /// - Parameter value: Gives the cell of a column, counted from 0 in the order of the headers.
    ///   Only columns that the template names are asked for.
    /// - Returns: The text, or the header of the first column that is empty and has no default.
    public func render(_ value: (Int) -> String) -> Rendering {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let words): text += words
            case .value(let column, let name, let filters):
                let cell = emptyWords.blanked(value(column).trimmed)
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
        _ kind: TemplateError.Kind, at placeholder: TemplatePiece.Placeholder
    ) -> TemplateError {
        let before = source.unicodeScalars.prefix(placeholder.offset)
        return TemplateError(kind, at: TemplatePlace(after: before))
    }

    private func unknown(_ name: String) -> TemplateError.Kind {
        let keys = headers.map(ColumnName.key)
        let named = keys.filter { !$0.isEmpty }
        let nearest = Spelling.nearest(to: ColumnName.key(of: name), in: named).flatMap {
            keys.firstIndex(of: $0)
        }.map { headers[$0] }
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
