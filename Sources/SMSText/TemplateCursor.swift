// SPDX-License-Identifier: Apache-2.0

/// Goes through a template from its start to its end.
///
/// It goes by scalars: a letter and a combining mark after a brace are one `Character` with it.
struct TemplateCursor {
    private let scalars: [Unicode.Scalar]
    private(set) var position = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    var isAtEnd: Bool { position >= scalars.count }

    func isAt(_ word: String) -> Bool {
        scalars[position...].starts(with: word.unicodeScalars)
    }

    /// Takes the next scalar; nil at the end.
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

    mutating func skipWhiteSpace() {
        _ = take(while: \.properties.isWhitespace)
    }

    /// What was taken since a position.
    func text(from start: Int) -> String {
        String(String.UnicodeScalarView(scalars[start..<position]))
    }

    func error(_ kind: TemplateError.Kind, at position: Int) -> TemplateError {
        TemplateError(kind, at: TemplatePlace(after: scalars[..<position]))
    }
}
