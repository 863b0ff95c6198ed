// SPDX-License-Identifier: Apache-2.0

import LoopbackServer

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
