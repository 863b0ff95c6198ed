// SPDX-License-Identifier: Apache-2.0

/// What a handler wants to be answered, and how well or badly the server is to behave while it does so.
package struct ServerReply: Sendable {
    /// How the answer ends.
    package enum Behaviour: Hashable, Sendable {
        /// The whole answer; the connection stays open for the next request.
        case answer
        /// The whole answer with `Connection: close`, then the end of the connection.
        case closeAfter
        /// The header of the whole answer, this many bytes of its body, then the end of the connection.
        case truncate(after: Int)
        /// The end of the connection without a byte of an answer.
        case hangUp
        /// Nothing at all: the connection stays open until the client gives up or the server stops.
        case never
    }

    /// The status code.
    package var status: Int
    /// The headers; `Content-Length` and `Connection` are the server's own.
    package var headers: [ServerField]
    /// The body; left out of answers to HEAD, 204 and 304.
    package var body: [UInt8]
    /// The time between the request and what the behaviour says; other connections do not wait.
    package var delay: Duration
    /// How the answer ends.
    package var behaviour: Behaviour

    /// Makes an answer; without arguments an empty 200.
    package init(
        status: Int = 200,
        headers: [ServerField] = [],
        body: [UInt8] = [],
        delay: Duration = .zero,
        behaviour: Behaviour = .answer
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.delay = delay
        self.behaviour = behaviour
    }

    /// Makes an answer of JSON text.
    package static func json(_ text: String, status: Int = 200) -> ServerReply {
        ServerReply(status: status, headers: [ServerField("Content-Type", "application/json")], body: Array(text.utf8))
    }

    /// Makes an answer of plain text.
    package static func text(_ text: String, status: Int = 200) -> ServerReply {
        let type = ServerField("Content-Type", "text/plain; charset=utf-8")
        return ServerReply(status: status, headers: [type], body: Array(text.utf8))
    }

    /// The end of the connection instead of an answer.
    package static var hangUp: ServerReply { ServerReply(behaviour: .hangUp) }

    /// Silence instead of an answer.
    package static var never: ServerReply { ServerReply(behaviour: .never) }
}
