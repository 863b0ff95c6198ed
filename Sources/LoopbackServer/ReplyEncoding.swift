// SPDX-License-Identifier: Apache-2.0

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
