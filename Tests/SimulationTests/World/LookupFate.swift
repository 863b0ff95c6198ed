// SPDX-License-Identifier: Apache-2.0

import HTTP
import Pacing

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
