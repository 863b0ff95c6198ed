// SPDX-License-Identifier: Apache-2.0

/// A text of the configuration with placeholders and environment variables in it, taken apart.
///
/// What is put in is never looked through again: neither a recipient's text nor a variable can bring in a placeholder.
package struct GatewayTemplate: Sendable, Hashable {
    /// A part of the text.
    package enum Piece: Sendable, Hashable {
        /// Text as written.
        case literal(String)
        /// `{{to}}`.
        case placeholder(GatewayPlaceholder)
        /// The name in `${NAME}`.
        case variable(String)
    }

    /// The parts in order; no literal is empty.
    package let pieces: [Piece]

    /// Takes a text apart.
    ///
    /// - Throws: the first mistake in it.
    package init(parsing text: String) throws(GatewayTemplateError) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let bracket = Bracket.first(in: rest) {
            if bracket.range.lowerBound > rest.startIndex {
                pieces.append(.literal(String(rest[..<bracket.range.lowerBound])))
            }
            let inside = rest[bracket.range.upperBound...]
            guard let end = inside.firstRange(of: bracket.closing) else { throw bracket.neverClosed }
            pieces.append(try bracket.piece(inside[..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.literal(String(rest))) }
        self.pieces = pieces
    }

    /// The placeholders in it.
    package var placeholders: Set<GatewayPlaceholder> {
        Set(pieces.compactMap { if case .placeholder(let placeholder) = $0 { placeholder } else { nil } })
    }

    /// The names of the environment variables in it, in order.
    package var variables: [String] {
        pieces.compactMap { if case .variable(let name) = $0 { name } else { nil } }
    }
}

/// The beginning of a placeholder or a variable.
private struct Bracket {
    let range: Range<Substring.Index>
    let isVariable: Bool

    var closing: String { isVariable ? "}" : "}}" }

    var neverClosed: GatewayTemplateError { isVariable ? .openVariable : .openPlaceholder }

    static func first(in text: Substring) -> Bracket? {
        let found = [
            text.firstRange(of: "{{").map { Bracket(range: $0, isVariable: false) },
            text.firstRange(of: "${").map { Bracket(range: $0, isVariable: true) },
        ]
        return found.compactMap { $0 }.min { $0.range.lowerBound < $1.range.lowerBound }
    }

    func piece(_ inside: Substring) throws(GatewayTemplateError) -> GatewayTemplate.Piece {
        if isVariable {
            guard !inside.isEmpty else { throw .namelessVariable }
            return .variable(String(inside))
        }
        let word = String(inside.filter { $0 != " " })
        guard let placeholder = GatewayPlaceholder(rawValue: word) else { throw .unknownPlaceholder(word) }
        return .placeholder(placeholder)
    }
}
