// SPDX-License-Identifier: Apache-2.0

/// The first mistake in a template: what is wrong, where, and what to write instead.
///
/// Its ``description`` is a sentence for a person; ``kind`` is for programs, and has a description
/// without the place.
public struct TemplateError: Error, Hashable, Sendable {
    /// A mistake, with the words of the template that it is about.
    public enum Kind: Hashable, Sendable {
        /// The template holds nothing but white space.
        case empty
        /// The text goes on, or ends, inside a placeholder: its `}}` is missing.
        case unclosedPlaceholder
        /// A `}}` stands in the text, where no `{{` came before.
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
        /// The list has no such column; its headers follow, with the one that is spelled most
        /// alike.
        case unknownColumn(String, nearest: String?, headers: [String])
        /// Several headers of the list match.
        case ambiguousColumn(String, headers: [String])
    }

    /// The line of the template's source, counted from 1; nil where the whole is meant.
    public let line: Int?
    /// The character in the line as a person counts it, from 1; nil where the whole is meant.
    public let column: Int?
    /// What is wrong.
    public let kind: Kind

    /// Describes a mistake; without a place it is one of the whole template.
    public init(line: Int? = nil, column: Int? = nil, kind: Kind) {
        self.line = line
        self.column = column
        self.kind = kind
    }

    init(_ kind: Kind, at place: TemplatePlace) {
        self.init(line: place.line, column: place.column, kind: kind)
    }
}

extension TemplateError: CustomStringConvertible {
    /// The error in a sentence for a person, with line and column: "line 2, column 7: …".
    public var description: String {
        guard let line, let column else { return kind.description }
        return "line \(line), column \(column): \(kind)"
    }
}

extension TemplateError.Kind: CustomStringConvertible {
    /// What is wrong and what to write instead, without the place.
    public var description: String {
        switch self {
        case .empty: "the template is empty; write the text of the message"
        case .unclosedPlaceholder: "{{ is never closed; write {{column}}"
        case .nothingToClose:
            "}} closes nothing; write {{column}}, or \\}\\} for braces that are text"
        case .wrongBraces:
            "a placeholder has two braces on either side; write {{column}}, "
                + "or \\{ and \\} for braces that are text"
        case .emptyPlaceholder: "a placeholder names no column; write {{column}}"
        case .unknownFilter(let name, let nearest): Self.unknownFilter(name, nearest: nearest)
        case .missingText:
            "default needs a colon and a text; "
                + "write {{column | default: text}}, or \"\" for no text"
        case .wrongQuotes:
            "a text goes in straight double quotes or in none; "
                + "write {{column | default: text}} or {{column | default: \"text\"}}"
        case .unclosedQuote:
            "the quote is never closed; end the text with \", and write \\\" for a quote in it"
        case .strayText(let part): "nothing but | or }} may come after \(part); leave out the rest"
        case .repeatedDefault: "a placeholder takes one default; leave out the others"
        case .unknownColumn(let name, let nearest, let headers):
            Self.unknownColumn(name, nearest: nearest, among: headers)
        case .ambiguousColumn(let name, let headers):
            "“\(name)” may be any of these columns: \(Self.list(headers)); rename them in the file"
        }
    }

    /// Longer lists of headers are cut: a person reads the first ones.
    private static let mostHeaders = 40

    private static func unknownFilter(_ name: String, nearest: String?) -> String {
        let what = name.isEmpty ? "| has no filter after it" : "there is no filter “\(name)”"
        let hint = nearest.map { "did you mean \($0)? T" } ?? "t"
        return "\(what); \(hint)he filters are default: TEXT, upper, lower, title and first; "
            + "a column with | in its name goes in quotes: {{\"a|b\"}}"
    }

    private static func unknownColumn(
        _ name: String, nearest: String?, among headers: [String]
    ) -> String {
        let named = headers.filter { !$0.trimmed.isEmpty }
        let what = "there is no column “\(name)”"
        guard !named.isEmpty else { return "\(what); the file has no headers" }
        let hint = nearest.map { "did you mean \(placeholder($0))? T" } ?? "t"
        return "\(what); \(hint)he columns are: \(list(named))"
    }

    /// Writes a column as a template has to name it.
    static func placeholder(_ header: String) -> String {
        let special: Set<Character> = ["|", "{", "}"]
        if !header.hasPrefix("\""), special.isDisjoint(with: header) { return "{{\(header)}}" }
        let escaped = header.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "{{\"\(escaped)\"}}"
    }

    private static func list(_ headers: [String]) -> String {
        let shown = headers.prefix(mostHeaders).joined(separator: ", ")
        let left = headers.count - mostHeaders
        return left > 0 ? "\(shown) and \(left) more" : shown
    }
}
