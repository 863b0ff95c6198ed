// SPDX-License-Identifier: Apache-2.0

/// Says what is wrong with a template, where, and what to write instead.
public struct TemplateError: Error, Equatable, Sendable {
    /// What is wrong.
    public enum Kind: Equatable, Sendable {
        /// The template holds nothing but white space.
        case empty
        /// A `{{` has no `}}`.
        case unclosedPlaceholder
        /// A `}}` has no `{{`.
        case nothingToClose
        /// A placeholder has one brace, or three, where two belong.
        case wrongBraces
        /// A placeholder names no column.
        case emptyPlaceholder
        /// A placeholder has a filter that does not exist; its name is empty if nothing follows the
        /// `|`.
        case unknownFilter(String, nearest: String?)
        /// The filter `default` is not followed by a colon and a text.
        case missingText
        /// A text has quotes that are not straight double ones, or has them only on one side.
        case wrongQuotes
        /// A `"` has no second one.
        case unclosedQuote
        /// Something stands after what needs nothing more: a filter without a text, or a text in
        /// quotes.
        case strayText(after: String)
        /// A placeholder has two defaults.
        case repeatedDefault
        /// The recipients file has no such column; its headers are listed, the nearest is named.
        case unknownColumn(String, nearest: String?, headers: [String])
        /// Several headers of the recipients file match.
        case ambiguousColumn(String, headers: [String])
    }

    /// The line in the template, counted from 1; nil where it is the whole template.
    public let line: Int?
    /// The character in the line, counted from 1; nil where it is the whole template.
    public let column: Int?
    /// What is wrong.
    public let kind: Kind

    /// Makes an error.
    public init(line: Int? = nil, column: Int? = nil, kind: Kind) {
        self.line = line
        self.column = column
        self.kind = kind
    }

    init(_ kind: Kind, at place: TemplatePlace) {
        self.init(line: place.line, column: place.column, kind: kind)
    }
}
