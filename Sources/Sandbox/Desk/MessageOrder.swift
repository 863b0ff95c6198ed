// SPDX-License-Identifier: Apache-2.0

import LoopbackServer

/// A message request that has passed Plivo's checks.
struct MessageOrder: Hashable, Sendable {
    /// The sender: digits, an alphanumeric name, or the id of a pool.
    let source: String
    /// The recipient's digits.
    let destination: String
    /// The text as it came.
    let text: String

    /// Checks a request.
    init(_ request: ServerRequest) throws(SendRefusal) {
        let type = request[header: "Content-Type"]?.lowercased() ?? ""
        guard type == "application/json" || type.hasPrefix("application/json;") else { throw .contentType }
        guard let fields = WireJSON.value(SendFields.self, from: request.body) else { throw .body }
        guard fields.type ?? "sms" == "sms" else { throw .messageType }
        guard (5...10_799).contains(fields.messageExpiry ?? 5) else { throw .expiry }
        source = try Self.source(fields)
        destination = try Self.destination(fields)
        guard source != destination else { throw .sameNumber }
        text = try Self.text(fields)
    }

    private static func source(_ fields: SendFields) throws(SendRefusal) -> String {
        guard (fields.src == nil) != (fields.powerpackUuid == nil) else { throw .senderMissing }
        guard let source = fields.src else { return fields.powerpackUuid ?? "" }
        // Plivo strips what is neither a letter nor a digit.
        let name = String(source.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
        let limit = name.allSatisfy(\.isNumber) ? 14 : 11
        guard (1...limit).contains(name.count) else { throw .sender }
        return name
    }

    private static func destination(_ fields: SendFields) throws(SendRefusal) -> String {
        guard let text = fields.dst, !text.isEmpty else { throw .destinationMissing }
        guard !text.contains("<") else { throw .severalDestinations }
        let digits = text.filter { !"/-.+() ".contains($0) }
        guard (7...14).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw .destination
        }
        return digits
    }

    /// The limits are 1600 letters of the GSM alphabet and 737 of any other (11 parts).
    private static func text(_ fields: SendFields) throws(SendRefusal) -> String {
        guard let text = fields.text, !text.isEmpty else { throw .textMissing }
        let limit = PlivoUnits.isGSM(text) ? 1600 : 737
        guard text.utf16.count <= limit else { throw .textTooLong }
        return text
    }
}
