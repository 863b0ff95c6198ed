// SPDX-License-Identifier: Apache-2.0

/// A name and its value: a header, or one pair of a query.
package struct ServerField: Hashable, Sendable {
    /// The name as it was received or is to be sent.
    package var name: String
    /// The value, without white space around it.
    package var value: String

    /// Makes a pair.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// What a handler wants to be answered, and how well or badly the server is to behave while it does
/// so.
package struct ServerReply: Sendable {
    /// How the answer ends.
    package enum Behaviour: Hashable, Sendable {
        /// The whole answer; the connection stays open for the next request.
        case answer
        /// The whole answer with `Connection: close`, then the end of the connection.
        case closeAfter
        /// The header of the whole answer, this many bytes of its body, then the end of the
        /// connection.
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
        status: Int = 200, headers: [ServerField] = [], body: [UInt8] = [], delay: Duration = .zero,
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
        ServerReply(
            status: status, headers: [ServerField("Content-Type", "application/json")],
            body: Array(text.utf8))
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

/// A request as the server has read it, whole and checked for form.
package struct ServerRequest: Sendable {
    /// The method in the letters of the request, such as `GET`.
    package let method: String
    /// The path and the query exactly as received.
    package let target: String
    /// The path with its percent-encoding undone; a `+` stays a `+`.
    package let path: String
    /// The pairs of the query in order, decoded by the rules of HTML forms (`+` is a space).
    package let query: [ServerField]
    /// The headers in order, names as received.
    package let headers: [ServerField]
    /// The body with its transfer coding undone.
    package let body: [UInt8]
    /// The number of the connection that it came on, from 1 in order of acceptance.
    package let connection: Int
    /// When its last byte had been read.
    package let receivedAt: ContinuousClock.Instant

    /// The body read as UTF-8; broken sequences become U+FFFD.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// Returns the first header of a name, whatever its letter case.
    package subscript(header name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Returns the first value of a name in the query.
    package subscript(query name: String) -> String? { query.first { $0.name == name }?.value }
}

extension ServerReply {
    /// The bytes of the answer on the wire.
    ///
    /// - Parameters:
    ///   - isHead: The request was a HEAD: the header of the whole answer, without its body.
    ///   - closes: The connection ends after the answer.
    /// - Returns: Header and body.
    func encoded(isHead: Bool, closes: Bool) -> [UInt8] {
        var head = "HTTP/1.1 \(status) \(Self.reason(for: status))\r\n"
        for field in headers { head += "\(field.name): \(field.value)\r\n" }
        let hasNoBody = status == 204 || status == 304 || status < 200
        if !hasNoBody { head += "Content-Length: \(body.count)\r\n" }
        if closes { head += "Connection: close\r\n" }
        head += "\r\n"
        var bytes = Array(head.utf8)
        if !isHead, !hasNoBody { bytes += body.prefix(sentBodyCount) }
        return bytes
    }

    private var sentBodyCount: Int {
        if case .truncate(let count) = behaviour { max(0, count) } else { body.count }
    }

    /// The usual words for a status (RFC 9110 §15); clients do not read them, people do.
    private static func reason(for status: Int) -> String {
        switch status {
        case 100: "Continue"
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 402: "Payment Required"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 421: "Misdirected Request"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: "Status"
        }
    }
}
