// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// What stands for the placeholders and variables of one request.
struct GatewayWords: Sendable, Hashable {
    private let placeholders: [GatewayPlaceholder: String]
    private let variables: [String: String]

    /// The words of a message.
    init(_ message: OutgoingMessage, encoding: String, variables: [String: String]) {
        placeholders = [
            .to: message.recipient.e164, .toDigits: Self.digits(message.recipient.e164), .from: message.sender,
            .fromDigits: Self.digits(message.sender), .text: message.text, .encoding: encoding,
            .id: message.id,
        ]
        self.variables = variables
    }

    /// The words of a lookup.
    init(lookingUp number: PhoneNumber, variables: [String: String]) {
        placeholders = [.to: number.e164, .toDigits: Self.digits(number.e164)]
        self.variables = variables
    }

    /// The words of a question after a message.
    init(askingAfter id: String, variables: [String: String]) {
        placeholders = [.id: id]
        self.variables = variables
    }

    /// The text of a piece; empty for a word that a request of its kind does not have, which the configuration's reader refuses.
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
