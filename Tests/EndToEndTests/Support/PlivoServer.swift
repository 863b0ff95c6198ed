// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport

/// A provider of the tests' own: it answers as Plivo's documentation says, and remembers who got
/// what.
///
/// Numbers whose last two digits are 50 to 59 are landlines; all others are mobiles.
final class PlivoServer: Sendable {
    /// A message that was handed over.
    struct Message: Hashable, Sendable {
        /// The recipient.
        let number: String
        /// What they were to read.
        let text: String
    }

    /// Answers a request in its own way, given its number from 0 in order of arrival; nil answers
    /// as usual.
    typealias Script = @Sendable (ServerRequest, Int) -> ServerReply?

    private let server: ScriptedServer

    init(_ script: @escaping Script = { _, _ in nil }) throws {
        server = try ScriptedServer { script($0, $1) ?? Self.usual($0) }
    }

    var baseURL: String { server.baseURL }
    var port: UInt16 { server.port }
    var requests: [ServerRequest] { server.requests }

    /// The numbers that were looked up, in order.
    var lookups: [String] { requests.compactMap(\.lookedUpNumber) }

    /// The messages that were handed over, whatever the answer was, in order.
    var messages: [Message] { requests.compactMap(\.message) }

    /// The recipients of all messages, sorted.
    var recipients: [String] { messages.map(\.number).sorted() }

    /// Returns as soon as this many requests have arrived.
    func waitForRequests(_ count: Int) async {
        await server.waitForRequests(count)
    }

    /// Closes the port.
    func stop() {
        server.stop()
    }

    private static func usual(_ request: ServerRequest) -> ServerReply {
        if let number = request.lookedUpNumber {
            return .json(lookupAnswer(number, type: isLandline(number) ? "fixed" : "mobile"))
        }
        guard request.message != nil else {
            return .json(#"{"api_id": "a", "error": "not found"}"#, status: 404)
        }
        let body =
            #"{"api_id": "a", "message": "message(s) queued", "message_uuid": "#
            + #"["\#(UUID().uuidString)"]}"#
        return .json(body, status: 202)
    }

    private static func isLandline(_ number: String) -> Bool { number.dropLast().last == "5" }

    private static func lookupAnswer(_ number: String, type: String) -> String {
        #"{"api_id": "a", "phone_number": "\#(number)", "carrier": {"name": "Test Carrier", "#
            + #""type": "\#(type)"}}"#
    }
}

extension ServerRequest {
    /// The number that a lookup asks about; nil for other requests.
    var lookedUpNumber: String? {
        let prefix = "/v1/Number/"
        return method == "GET" && path.hasPrefix(prefix)
            ? String(path.dropFirst(prefix.count)) : nil
    }

    /// The message that a request hands over; nil for other requests.
    var message: PlivoServer.Message? {
        struct Body: Decodable {
            let dst, text: String
        }
        guard method == "POST", let body = try? JSONDecoder().decode(Body.self, from: Data(body))
        else { return nil }
        return PlivoServer.Message(number: body.dst, text: body.text)
    }
}

/// What becomes of messages at the tests' own provider; a message's id ends with the digits of its
/// recipient.
struct MessageStates: Sendable {
    /// Answers a question, given the id.
    let answer: @Sendable (_ id: String) -> ServerReply

    /// Accepts messages, and answers what became of them; nil for other requests.
    func reply(to request: ServerRequest) -> ServerReply? {
        if let message = request.message {
            let id = "m-\(message.number.dropFirst())"
            return .json(
                #"{"api_id": "a", "message": "queued", "message_uuid": ["\#(id)"]}"#,
                status: 202
            )
        }
        guard request.method == "GET", let place = request.path.firstRange(of: "/Message/") else {
            return nil
        }
        let id = String(request.path[place.upperBound...].prefix { $0 != "/" })
        return answer(id)
    }

    /// A message as Plivo shows it; a price in USD.
    static func state(_ word: String, code: String? = nil, price: String? = nil) -> ServerReply {
        let fields = [("error_code", code), ("total_amount", price)].compactMap { name, value in
            value.map { #", "\#(name)": "\#($0)""# }
        }
        return .json(
            #"{"api_id": "a", "message_uuid": "x", "message_state": "\#(word)"\#(fields.joined())}"#
        )
    }
}

/// Plivo's message log as the tests' own provider keeps it.
struct MessageList {
    /// Messages by their recipients' digits, with ids.
    var messages: [(digits: String, id: String)] = []

    /// Answers a question for the messages to a number; nil for other requests.
    func reply(to request: ServerRequest) -> ServerReply? {
        guard request.method == "GET", let digits = request[query: "to_number"] else { return nil }
        let objects = messages.filter { $0.digits == digits }.map { Self.object($0.digits, $0.id) }
        return .json(
            #"{"meta": {"offset": 0, "next": null}, "objects": "#
                + #"[\#(objects.joined(separator: ","))]}"#
        )
    }

    /// Accepted just now.
    private static func object(_ digits: String, _ id: String) -> String {
        let time = Date().formatted(
            .iso8601.year().month().day().dateTimeSeparator(.space).time(
                includingFractionalSeconds: false
            )
        )
        return
            #"{"message_uuid": "\#(id)", "message_state": "sent", "message_direction": "#
            + #""outbound", "units": 1, "#
            + #""from_number": "12025550199", "to_number": "\#(digits)", "message_time": "#
            + #""\#(time)+00:00"}"#
    }
}
