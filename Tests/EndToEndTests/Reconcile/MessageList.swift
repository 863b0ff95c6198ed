// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer

/// Plivo's message log as the tests' own provider keeps it.
struct MessageList {
    /// Messages by their recipients' digits, with ids.
    var messages: [(digits: String, id: String)] = []

    /// Answers a question for the messages to a number; nil for other requests.
    func reply(to request: ServerRequest) -> ServerReply? {
        guard request.method == "GET", let digits = request[query: "to_number"] else { return nil }
        let objects = messages.filter { $0.digits == digits }.map { Self.object($0.digits, $0.id) }
        return .json(
            #"{"meta": {"offset": 0, "next": null}, "objects": [\#(objects.joined(separator: ","))]}"#
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
            #"{"message_uuid": "\#(id)", "message_state": "sent", "message_direction": "outbound", "units": 1, "#
            + #""from_number": "12025550199", "to_number": "\#(digits)", "message_time": "\#(time)+00:00"}"#
    }
}
