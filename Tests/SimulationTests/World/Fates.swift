// SPDX-License-Identifier: Apache-2.0

import HTTP
import Pacing
import TestSupport

/// What becomes of one message at the modelled provider.
enum SendFate: String, CaseIterable, Sendable {
    case accepted, acceptedThenLost, acceptedThenServerError, acceptedThenStalled,
        acceptedThenGarbled
    /// Something on the way puts its own answer in the place of the acceptance.
    case acceptedThenBlocked, acceptedThenRedirected
    case lost, serverError, stalled
    case rejected, optedOut, unexplained
    case tooFast, tooFastWithPause, muchTooFast
    case unreachable, untrusted, credentials, credit

    /// What may happen beside acceptance; what ends a run stands once, the rest more often.
    static let troubles: [SendFate] =
        [.muchTooFast, .untrusted, .credentials, .credit, .acceptedThenRedirected]
        + Array(repeating: ambiguous, count: 3).flatMap(\.self)
        + Array(
            repeating: [
                .rejected, .optedOut, .unexplained, .tooFast, .tooFastWithPause, .unreachable,
            ],
            count: 4
        )
        .flatMap(\.self)

    /// Answers after which nobody outside the provider knows.
    static let ambiguous: [SendFate] = [
        .acceptedThenLost, .acceptedThenServerError, .acceptedThenStalled, .acceptedThenGarbled,
        .acceptedThenBlocked, .lost, .serverError, .stalled,
    ]

    /// Whether the provider accepts the message, whatever it answers.
    var accepts: Bool {
        switch self {
        case .accepted, .acceptedThenLost, .acceptedThenServerError, .acceptedThenStalled,
            .acceptedThenGarbled, .acceptedThenBlocked, .acceptedThenRedirected:
            true
        default: false
        }
    }

    /// Whether the answer leaves it open.
    var isAmbiguous: Bool { self == .acceptedThenRedirected || Self.ambiguous.contains(self) }

    /// The seconds in which the provider wants no further message, where it says so.
    var pause: Int? {
        switch self {
        case .tooFastWithPause: 7
        case .muchTooFast: 900
        default: nil
        }
    }

    /// The answer; `id` is the message's where it was accepted.
    func reply(id: String) -> Reply {
        switch self {
        case .accepted: .status(202, #"{"api_id":"a","message_uuid":["\#(id)"]}"#)
        case .acceptedThenGarbled: .status(200, "<html>Thank you</html>")
        case .acceptedThenBlocked: .status(403, "<html>Blocked by policy</html>")
        case .acceptedThenRedirected: .status(303, "")
        case .acceptedThenServerError, .serverError:
            .status(503, #"{"api_id":"a","error":"try later"}"#)
        case .acceptedThenLost, .lost: .failure(.connectionLost, .mayHaveBeenSent)
        case .acceptedThenStalled, .stalled: .failure(.timedOut, .mayHaveBeenSent)
        case .rejected: .status(400, #"{"api_id":"a","error":"invalid dst"}"#)
        case .optedOut: .status(400, #"{"api_id":"a","error":"the recipient opted out"}"#)
        case .unexplained: .status(422, #"{"api_id":"a","error":"no"}"#)
        case .tooFast, .tooFastWithPause, .muchTooFast:
            .status(429, #"{"error":"slow down"}"#, pause: pause)
        case .unreachable: .failure(.connection, .notSent)
        case .untrusted: .failure(.certificate, .notSent)
        case .credentials: .status(401, #"{"api_id":"a","error":"authentication failed"}"#)
        case .credit: .status(402, #"{"api_id":"a","error":"insufficient credit"}"#)
        }
    }
}

/// What becomes of one lookup at the modelled provider.
enum LookupFate: String, CaseIterable, Sendable {
    case found, noType, noSuchNumber, tooFast, tooFastWithPause, serverError, lost, stalled,
        unreachable, credentials

    /// What may happen beside an answer; what ends a run stands once, the rest more often.
    static let troubles: [LookupFate] =
        [.credentials]
        + Array(
            repeating: [
                .noType, .noSuchNumber, .tooFast, .tooFastWithPause, .serverError, .lost, .stalled,
                .unreachable,
            ],
            count: 4
        ).flatMap(\.self)

    /// Whether the provider charges for it, or may.
    var isCharged: Bool {
        switch self {
        case .found, .noType, .noSuchNumber, .serverError, .lost, .stalled: true
        case .tooFast, .tooFastWithPause, .unreachable, .credentials: false
        }
    }

    /// The answer about a line of a type.
    func reply(type: String) -> Reply {
        switch self {
        case .found: .status(200, #"{"api_id":"a","carrier":{"name":"Carrier","type":"\#(type)"}}"#)
        case .noType: .status(200, #"{"api_id":"a","carrier":{"name":"Carrier","type":""}}"#)
        case .noSuchNumber: .status(404, #"{"api_id":"a","error":"not found"}"#)
        case .tooFast: .status(429, #"{"error":"slow down"}"#)
        case .tooFastWithPause: .status(429, #"{"error":"slow down"}"#, pause: 3)
        case .serverError: .status(500, #"{"error":"try later"}"#)
        case .lost: .failure(.connectionLost, .mayHaveBeenSent)
        case .stalled: .failure(.timedOut, .mayHaveBeenSent)
        case .unreachable: .failure(.connection, .notSent)
        case .credentials: .status(401, #"{"api_id":"a","error":"authentication failed"}"#)
        }
    }
}

/// What becomes of a message after the provider has accepted it.
enum DeliveryFate: String, CaseIterable, Sendable {
    case delivered, undelivered, neverTold, optedOut, landline, noCredit

    /// What may happen to a message that is not delivered.
    static let losses: [DeliveryFate] = [.undelivered, .neverTold, .optedOut, .landline]

    /// Plivo's word for the state in the end, and its error code.
    var state: (word: String, code: String) {
        switch self {
        case .delivered: ("delivered", "000")
        case .undelivered: ("undelivered", "80")
        case .neverTold: ("sent", "000")
        case .optedOut: ("undelivered", "200")
        case .landline: ("undelivered", "50")
        case .noCredit: ("failed", "900")
        }
    }
}

/// What becomes of a question after a message.
enum StatusFate: String, CaseIterable, Sendable {
    case told, tooFast, serverError, lost, stalled, unknown

    /// What may happen beside an answer.
    static let troubles: [StatusFate] = [.tooFast, .serverError, .lost, .stalled, .unknown]

    /// The answer about a message in a state.
    func reply(_ state: (word: String, code: String), of id: String) -> Reply {
        switch self {
        case .told:
            .status(
                200,
                #"{"message_uuid":"\#(id)","message_state":"\#(state.word)","#
                    + #""error_code":"\#(state.code)"}"#
            )
        case .tooFast: .status(429, #"{"error":"slow down"}"#)
        case .serverError: .status(500, #"{"error":"try later"}"#)
        case .lost: .failure(.connectionLost, .mayHaveBeenSent)
        case .stalled: .failure(.timedOut, .mayHaveBeenSent)
        case .unknown: .status(404, #"{"api_id":"a","error":"not found"}"#)
        }
    }
}

/// What comes back over the wire.
enum Reply: Sendable {
    case status(Int, String, pause: Int? = nil)
    case failure(TransportFailure.Kind, TransportFailure.Certainty)

    /// The answer as the transport gives it.
    func response() throws(TransportFailure) -> HTTPResponse {
        switch self {
        case .status(let status, let body, let pause):
            let headers = pause.map { [HTTPHeader("Retry-After", "\($0)")] } ?? []
            return HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
        case .failure(let kind, let certainty):
            throw TransportFailure(kind: kind, certainty: certainty, detail: "the \(kind) failure")
        }
    }

    /// How long the answer takes: a stalled request takes the whole time-out.
    func latency(_ chance: inout SeededGenerator) -> Duration {
        if case .failure(.timedOut, _) = self { return .seconds(30) }
        return chance.milliseconds(upTo: chance.oneIn(10) ? 2000 : 80)
    }
}
