// SPDX-License-Identifier: Apache-2.0

import Basics

/// The request line and the headers, read strictly by RFC 9112.
///
/// Strict, because the server exists to find out what a client sends: what another server would
/// forgive is refused.
struct RequestHead: Equatable {
    /// How the body is delimited.
    enum Framing: Equatable {
        case length(Int)
        case chunked
    }

    let method: String
    let target: String
    let headers: [ServerField]
    let framing: Framing
    /// Whether the client lets the connection live on after the answer.
    let keepsAlive: Bool
    /// Whether the client waits for `100 Continue` before it sends its body.
    let expectsContinue: Bool

    /// - Parameter bytes: the bytes up to the empty line, without it.
    /// - Throws: the refusal to answer with.
    init(parsing bytes: ArraySlice<UInt8>) throws(RequestRefusal) {
        var rest = Self.lines(of: bytes)
        guard !rest.isEmpty else { throw .malformed }
        let isModern: Bool
        (method, target, isModern) = try Self.requestLine(rest.removeFirst())
        var headers: [ServerField] = []
        for line in rest { headers.append(try Self.header(line)) }
        self.headers = headers
        let hosts = headers.count { $0.name.lowercased() == "host" }
        guard hosts == 1 || (hosts == 0 && !isModern) else { throw .malformed }
        framing = try Self.framing(of: headers)
        let connection = Self.tokens(of: "connection", in: headers)
        keepsAlive = isModern ? !connection.contains("close") : connection.contains("keep-alive")
        expectsContinue =
            isModern && Self.tokens(of: "expect", in: headers).contains("100-continue")
    }

    /// Splits at CR LF alone: a bare CR or LF stays in its line and is refused there.
    private static func lines(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = bytes.startIndex
        var index = start
        while index + 1 < bytes.endIndex {
            if bytes[index] == 13, bytes[index + 1] == 10 {
                lines.append(bytes[start..<index])
                start = index + 2
                index = start
            } else {
                index += 1
            }
        }
        lines.append(bytes[start...])
        return lines
    }

    private static func requestLine(
        _ line: ArraySlice<UInt8>
    ) throws(RequestRefusal) -> (method: String, target: String, isModern: Bool) {
        let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 3, isToken(parts[0]), parts[1].first == UInt8(ascii: "/"),
            parts[1].allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .malformed }
        let version = String(decoding: parts[2], as: UTF8.self)
        guard version.hasPrefix("HTTP/") else { throw .malformed }
        guard version == "HTTP/1.1" || version == "HTTP/1.0" else { throw .unknownVersion }
        let method = String(decoding: parts[0], as: UTF8.self)
        return (method, String(decoding: parts[1], as: UTF8.self), version == "HTTP/1.1")
    }

    private static func header(_ line: ArraySlice<UInt8>) throws(RequestRefusal) -> ServerField {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), isToken(line[..<colon]) else {
            throw .malformed
        }
        let value = line[(colon + 1)...].trimming { $0 == 32 || $0 == 9 }
        // RFC 9110 §5.5: control characters have no place in a value.
        guard value.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 9 }) else { throw .malformed }
        return ServerField(
            String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
    }

    /// RFC 9112 §6: a length and a coding together are how requests are smuggled, so they are
    /// refused.
    private static func framing(of headers: [ServerField]) throws(RequestRefusal) -> Framing {
        let codings = tokens(of: "transfer-encoding", in: headers)
        let lengths = Set(tokens(of: "content-length", in: headers))
        guard codings.isEmpty else {
            guard lengths.isEmpty else { throw .malformed }
            guard codings == ["chunked"] else { throw .unknownCoding }
            return .chunked
        }
        guard lengths.count <= 1 else { throw .malformed }
        guard let text = lengths.first else { return .length(0) }
        guard text.isASCIIDigits, !text.isEmpty else { throw .malformed }
        // A number too large for the machine is too large for the server.
        guard let length = Int(text) else { throw .bodyTooLarge }
        return .length(length)
    }

    private static func tokens(of name: String, in headers: [ServerField]) -> [String] {
        headers.lazy.filter { $0.name.lowercased() == name }.flatMap {
            $0.value.lowercased().split(separator: ",", omittingEmptySubsequences: false)
        }.map { String($0.drop { $0 == " " }.prefix { $0 != " " }) }
    }

    /// RFC 9110 §5.6.2.
    private static func isToken(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { $0.isASCIIAlphanumeric || "!#$%&'*+-.^_`|~".utf8.contains($0) }
    }
}

/// The two parts of a request's target, decoded.
struct Target: Equatable {
    /// The path; a `+` in it is a plus sign (phone numbers begin with one).
    let path: String
    /// The pairs of the query, by the rules of HTML forms: a `+` in it is a space.
    let query: [ServerField]

    /// Splits and decodes a target; what is not proper percent-encoding stays as it is.
    init(_ target: String) {
        let parts = target.utf8.split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map { Self.decoded($0, plusIsSpace: false) } ?? ""
        query = parts.count > 1 ? parts[1].split(separator: UInt8(ascii: "&")).map(Self.pair) : []
    }

    private static func pair(_ text: Substring.UTF8View) -> ServerField {
        let parts = text.split(
            separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count > 1 ? decoded(parts[1], plusIsSpace: true) : ""
        return ServerField(parts.first.map { decoded($0, plusIsSpace: true) } ?? "", value)
    }

    private static func decoded(_ text: Substring.UTF8View, plusIsSpace: Bool) -> String {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"),
                let value = Hex.bytes(of: String(Substring(rest.prefix(2)))), value.count == 1
            {
                bytes += value
                rest = rest.dropFirst(2)
            } else {
                bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? 32 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
