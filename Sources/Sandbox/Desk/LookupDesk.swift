// SPDX-License-Identifier: Apache-2.0

import LoopbackServer

/// Answers `GET /v1/Number/{number}?type=carrier`.
struct LookupDesk: Sendable {
    let options: SandboxOptions
    let makeID: @Sendable () -> String
    private let firstTimes = FirstTimes()

    init(options: SandboxOptions, makeID: @escaping @Sendable () -> String) {
        self.options = options
        self.makeID = makeID
    }

    /// Answers a lookup of the number in the path.
    func reply(to request: ServerRequest, number: String) -> ServerReply {
        guard request[query: "type"] == "carrier" else { return error(400, "type must be carrier") }
        let digits = String(number.hasPrefix("+") ? number.dropFirst() : Substring(number))
        guard (7...15).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return noSuchNumber
        }
        var reply = practised(Practice.of(digits), digits)
        reply.delay = options.latency(for: digits)
        return reply
    }

    /// An error in the words of the lookup host.
    func error(_ status: Int, _ words: String) -> ServerReply {
        WireJSON.reply(LookupError(apiId: makeID(), errorCode: status, message: words), status: status)
    }

    private var noSuchNumber: ServerReply { error(404, "Phone number is invalid or does not exist.") }

    private func practised(_ practice: Practice, _ digits: String) -> ServerReply {
        if practice.limitsFirstLookup, firstTimes.isFirst(digits) { return error(429, "too many requests") }
        if practice.breaksFirstLookup, firstTimes.isFirst(digits) { return error(500, "internal server error") }
        switch practice.lookup {
        case .line(let type, let carrier): return answer(digits, .init(type: type, name: carrier))
        case .noCarrier: return answer(digits, nil)
        case .invalid: return noSuchNumber
        case .serverError: return error(500, "internal server error")
        case .stall: return .never
        }
    }

    private func answer(_ digits: String, _ carrier: LookupAnswer.Carrier?) -> ServerReply {
        WireJSON.reply(LookupAnswer(apiID: makeID(), digits: digits, carrier: carrier), status: 200)
    }
}
