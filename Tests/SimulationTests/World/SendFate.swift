// SPDX-License-Identifier: Apache-2.0

import HTTP
import Pacing

/// What becomes of one message at the modelled provider.
enum SendFate: String, CaseIterable, Sendable {
    case accepted, acceptedThenLost, acceptedThenServerError, acceptedThenStalled,
        acceptedThenGarbled
    case lost, serverError, stalled
    case rejected, optedOut, unexplained
    case tooFast, tooFastWithPause, muchTooFast
    case unreachable, untrusted, credentials, credit

    /// What may happen beside acceptance; what ends a run stands once, the rest more often.
    static let troubles: [SendFate] =
        [.muchTooFast, .untrusted, .credentials, .credit]
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
        .lost, .serverError, .stalled,
    ]

    /// Whether the provider accepts the message, whatever it answers.
    var accepts: Bool {
        switch self {
        case .accepted, .acceptedThenLost, .acceptedThenServerError, .acceptedThenStalled,
            .acceptedThenGarbled:
            true
        default: false
        }
    }

    /// Whether the answer leaves it open.
    var isAmbiguous: Bool { Self.ambiguous.contains(self) }

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
