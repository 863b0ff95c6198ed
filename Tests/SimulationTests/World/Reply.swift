// SPDX-License-Identifier: Apache-2.0

import HTTP
import Pacing
import TestSupport

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
