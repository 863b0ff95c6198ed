// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import HTTP
import Pacing

/// A way to a provider that answers by a script.
struct ScriptedTransport: HTTPTransport {
    /// What is asked.
    enum Ask: Sendable, Hashable {
        case lookup(String)
        case message(String)
        /// The digits of the number whose messages are listed.
        case log(String)
        /// The id of the message that is asked after.
        case status(String)

        var number: String {
            switch self {
            case .lookup(let number), .message(let number), .log(let number), .status(let number):
                number
            }
        }
    }

    /// What is answered.
    enum Reply: Sendable {
        case status(Int, String, retryAfter: String? = nil, date: String? = nil)
        case failure(TransportFailure.Kind, TransportFailure.Certainty)

        static func type(_ word: String) -> Reply {
            .status(200, #"{"api_id":"a","carrier":{"name":"Carrier","type":"\#(word)"}}"#)
        }

        static func refused(_ status: Int, _ text: String, retryAfter: String? = nil) -> Reply {
            .status(status, #"{"api_id":"a","error":"\#(text)"}"#, retryAfter: retryAfter)
        }

        /// A message as Plivo shows it; a price in USD.
        static func state(_ word: String, code: String? = nil, price: String? = nil) -> Reply {
            let fields = [("error_code", code), ("total_amount", price)].compactMap { name, value in
                value.map { #", "\#(name)": "\#($0)""# }
            }
            return .status(
                200,
                #"{"message_uuid": "x", "message_state": "\#(word)"\#(fields.joined())}"#
            )
        }

        static let accepted = Reply.status(202, #"{"api_id":"a","message_uuid":["an-id"]}"#)
    }

    /// Answers a question; the number says how often the same was asked before.
    typealias Script = @Sendable (Ask, Int) async -> Reply

    private let log: EventLog
    private let script: Script
    private let counts = Counts()
    private let bodies: Pipeline.Bodies
    /// Passes until a connection stands.
    var connect: @Sendable () async -> Void = {}

    private final class Counts: Sendable {
        let values = Guarded([Ask: Int]())
    }

    init(_ log: EventLog, _ script: @escaping Script, bodies: Pipeline.Bodies = Pipeline.Bodies()) {
        self.log = log
        self.bodies = bodies
        self.script = script
    }

    func send(
        _ request: HTTPRequest, ifAllowed mayLeave: @escaping @Sendable () -> Bool
    ) async throws(TransportFailure) -> HTTPResponse {
        await connect()
        guard mayLeave() else { throw .held }
        return try await send(request)
    }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        let ask = Self.ask(request)
        log.note("\(request.method.rawValue) \(ask.number)")
        bodies.texts.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
        let earlier = counts.values.withLock { counts in
            defer { counts[ask, default: 0] += 1 }
            return counts[ask, default: 0]
        }
        switch await script(ask, earlier) {
        case .status(let status, let body, let retryAfter, let date):
            let headers = [("Retry-After", retryAfter), ("Date", date)].compactMap { name, value in
                value.map { HTTPHeader(name, $0) }
            }
            return HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
        case .failure(let kind, let certainty):
            throw TransportFailure(kind: kind, certainty: certainty, detail: "the \(kind) failure")
        }
    }

    private struct Body: Decodable {
        let dst: String
    }

    private static func ask(_ request: HTTPRequest) -> Ask {
        let isDigit: (Character) -> Bool = { $0 == "+" || $0.isNumber }
        guard request.method == .post else {
            if let query = request.url.firstRange(of: "to_number=") {
                return .log(String(request.url[query.upperBound...].prefix(while: isDigit)))
            }
            if let place = request.url.firstRange(of: "/Message/") {
                return .status(String(request.url[place.upperBound...].dropLast()))
            }
            return .lookup(String(request.url.drop { $0 != "+" }.prefix(while: isDigit)))
        }
        let body = try? JSONDecoder().decode(Body.self, from: Data(request.body))
        return .message(body?.dst ?? "")
    }
}

extension ScriptedTransport {
    /// Answers the messages whose turn, from 0, is taken, and accepts the others.
    ///
    /// By turn and not by number: rows are sent as they are planned, which is not always the list's
    /// order.
    static func answering(
        _ answer: Reply,
        where isTaken: @escaping @Sendable (_ turn: Int) -> Bool
    ) -> Script {
        let next = Guarded(0)
        return { _, _ in
            let turn = next.withLock { next in
                defer { next += 1 }
                return next
            }
            return isTaken(turn) ? answer : .accepted
        }
    }
}
