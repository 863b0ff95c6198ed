// SPDX-License-Identifier: Apache-2.0

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
        case .nothingToClose: "}} closes nothing; write {{column}}, or \\}\\} for braces that are text"
        case .wrongBraces:
            "a placeholder has two braces on either side; write {{column}}, or \\{ and \\} for braces that are text"
        case .emptyPlaceholder: "a placeholder names no column; write {{column}}"
        case .unknownFilter(let name, let nearest): Self.unknownFilter(name, nearest)
        case .missingText: "default needs a colon and a text; write {{column | default: text}}, or \"\" for no text"
        case .wrongQuotes:
            "a text goes in straight double quotes or in none; write {{column | default: text}} or {{column | default: \"text\"}}"
        case .unclosedQuote: "the quote is never closed; end the text with \", and write \\\" for a quote in it"
        case .strayText(let part): "nothing but | or }} may come after \(part); leave out the rest"
        case .repeatedDefault: "a placeholder takes one default; leave out the others"
        case .unknownColumn(let name, let nearest, let headers): Self.unknownColumn(name, nearest, headers)
        case .ambiguousColumn(let name, let headers):
            "“\(name)” may be any of these columns: \(Self.list(headers)); rename them in the file"
        }
    }

    /// Longer lists of headers are cut: a person reads the first ones.
    private static let mostHeaders = 40

    private static func unknownFilter(_ name: String, _ nearest: String?) -> String {
        let what = name.isEmpty ? "| has no filter after it" : "there is no filter “\(name)”"
        let hint = nearest.map { "did you mean \($0)? T" } ?? "t"
        return "\(what); \(hint)he filters are default: TEXT, upper, lower, title and first; "
            + "a column with | in its name goes in quotes: {{\"a|b\"}}"
    }

    private static func unknownColumn(_ name: String, _ nearest: String?, _ headers: [String]) -> String {
        let named = headers.filter { !$0.trimmed.isEmpty }
        let what = "there is no column “\(name)”"
        guard !named.isEmpty else { return "\(what); the file has no headers" }
        let hint = nearest.map { "did you mean \(placeholder($0))? T" } ?? "t"
        return "\(what); \(hint)he columns are: \(list(named))"
    }

    /// Writes a column as a template has to name it.
    private static func placeholder(_ header: String) -> String {
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
