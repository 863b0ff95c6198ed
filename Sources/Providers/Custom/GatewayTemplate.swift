// SPDX-License-Identifier: Apache-2.0

import Basics
import PhoneNumbers

/// A text of the configuration with placeholders and environment variables in it, taken apart.
///
/// What is put in is never looked through again: neither a recipient's text nor a variable can
/// bring in a placeholder.
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
            guard let end = inside.firstRange(of: bracket.closing) else {
                throw bracket.neverClosed
            }
            pieces.append(try bracket.piece(inside[..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.literal(String(rest))) }
        self.pieces = pieces
    }

    package var placeholders: Set<GatewayPlaceholder> {
        Set(
            pieces.compactMap {
                if case .placeholder(let placeholder) = $0 { placeholder } else { nil }
            })
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
        guard let placeholder = GatewayPlaceholder(rawValue: word) else {
            throw .unknownPlaceholder(word)
        }
        return .placeholder(placeholder)
    }
}

extension GatewayTemplate {
    /// Fills the text in.
    ///
    /// - Parameters:
    ///   - words: what stands for the placeholders and variables.
    ///   - escape: how what is put in is escaped; what the configuration says itself stays as it
    ///     is.
    /// - Returns: the whole text.
    func filled(with words: GatewayWords, escape: GatewayEscape = .nothing) -> String {
        pieces.map { escape.apply(words.text(of: $0), unless: $0.isLiteral) }.joined()
    }

    /// Fills a URL in.
    ///
    /// Placeholders are percent-encoded everywhere. A variable is in the query only: before it, it
    /// may be a whole address or path.
    func filledURL(with words: GatewayWords) -> String {
        let text = zip(pieces, isInQuery).map { piece, isInQuery in
            let text = words.text(of: piece)
            return switch piece {
            case .literal: text
            case .placeholder: PercentEncoding.encode(text)
            case .variable: isInQuery ? PercentEncoding.encode(text) : text
            }
        }
        return text.joined()
    }

    /// Whether a placeholder stands in a URL's path, where not every text can stand.
    func hasPathPlaceholder(_ placeholder: GatewayPlaceholder) -> Bool {
        zip(pieces, isInQuery).contains { $0 == .placeholder(placeholder) && !$1 }
    }

    /// For each piece of a URL, whether it stands behind the first question mark that the
    /// configuration itself has, or holds it.
    private var isInQuery: [Bool] {
        var isQuery = false
        return pieces.map { piece in
            if case .literal(let text) = piece, text.contains("?") { isQuery = true }
            return isQuery
        }
    }
}

extension GatewayTemplate.Piece {
    fileprivate var isLiteral: Bool { if case .literal = self { true } else { false } }
}

extension GatewayEscape {
    fileprivate func apply(_ text: String, unless isLiteral: Bool) -> String {
        isLiteral ? text : apply(text)
    }
}

/// A mistake in a text with placeholders.
package enum GatewayTemplateError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The word in `{{…}}` is none that is known.
    case unknownPlaceholder(String)
    /// `{{` without `}}`.
    case openPlaceholder
    /// `${` without `}`.
    case openVariable
    /// `${}`.
    case namelessVariable

    /// The mistake, and what to write.
    package var description: String {
        switch self {
        case .unknownPlaceholder(let word): "{{\(word)}} is no placeholder"
        case .openPlaceholder: "{{ is opened and never closed; write {{to}}"
        case .openVariable: "${ is opened and never closed; write ${NAME}"
        case .namelessVariable: "${} names no variable"
        }
    }
}

/// What stands for the placeholders and variables of one request.
struct GatewayWords: Sendable, Hashable {
    private let placeholders: [GatewayPlaceholder: String]
    private let variables: [String: String]

    /// For a message there is something for every placeholder.
    init(_ message: OutgoingMessage, encoding: String, variables: [String: String]) {
        placeholders = [
            .to: message.recipient.e164, .toDigits: Self.digits(message.recipient.e164),
            .from: message.sender, .fromDigits: Self.digits(message.sender), .text: message.text,
            .encoding: encoding, .id: message.id,
        ]
        self.variables = variables
    }

    /// For a lookup there is the number alone.
    init(lookingUp number: PhoneNumber, variables: [String: String]) {
        placeholders = [.to: number.e164, .toDigits: Self.digits(number.e164)]
        self.variables = variables
    }

    /// For a question after a message there is the id that the gateway gave.
    init(askingAfter id: String, variables: [String: String]) {
        placeholders = [.id: id]
        self.variables = variables
    }

    /// The text of a piece; empty for a word that a request of its kind does not have, which the
    /// configuration's reader refuses.
    func text(of piece: GatewayTemplate.Piece) -> String {
        switch piece {
        case .literal(let text): text
        case .placeholder(let placeholder): placeholders[placeholder] ?? ""
        case .variable(let name): variables[name] ?? ""
        }
    }

    private static func digits(_ number: String) -> String {
        number.hasPrefix("+") ? String(number.dropFirst()) : number
    }
}

/// What a request of a configured gateway may leave open, written `{{to}}` in the configuration.
package enum GatewayPlaceholder: String, Sendable, Hashable, CaseIterable {
    /// The recipient in E.164 form, with `+`.
    case to
    /// The recipient without the `+`, as many gateways want it.
    case toDigits = "to.digits"
    /// The sender as configured.
    case from
    /// The sender without a leading `+`.
    case fromDigits = "from.digits"
    /// The rendered text.
    case text
    /// How the text travels: `GSM-7` or `UCS-2`, or what the gateway calls them.
    case encoding
    /// Our own unique id of a message; in a question after one, the id that the report shows.
    case id

    /// The placeholder as it is written.
    package var spelling: String { "{{\(rawValue)}}" }
}

/// How a text is written so that it cannot leave the place where it stands.
enum GatewayEscape: Sendable, Hashable {
    case nothing
    /// Without control characters, the line breaks that would begin another header among them.
    case header
    /// Character data or an attribute's value of XML 1.0, without the characters that it cannot
    /// hold.
    case xml

    func apply(_ text: String) -> String {
        switch self {
        case .nothing: text
        case .header:
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
        case .xml: text.unicodeScalars.map(Self.xml).joined()
        }
    }

    private static func xml(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&apos;"
        // A parser would make line feeds of a bare CR, and spaces of all three in an attribute.
        case "\t", "\n", "\r": "&#\(scalar.value);"
        case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": ""
        default: String(scalar)
        }
    }
}
