// SPDX-License-Identifier: Apache-2.0

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

    /// Reads a head.
    ///
    /// - Parameter bytes: The bytes up to the empty line, without it.
    /// - Throws: The refusal to answer with.
    init(parsing bytes: ArraySlice<UInt8>) throws(RequestRefusal) {
        var lines = Self.lines(of: bytes)
        guard !lines.isEmpty else { throw .malformed }
        let isModern: Bool
        (method, target, isModern) = try Self.requestLine(lines.removeFirst())
        var headers: [ServerField] = []
        for line in lines { headers.append(try Self.header(line)) }
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
        var value = line[(colon + 1)...]
        while let first = value.first, first == 32 || first == 9 { value.removeFirst() }
        while let last = value.last, last == 32 || last == 9 { value.removeLast() }
        // RFC 9110 §5.5: control characters have no place in a value.
        guard value.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 9 }) else { throw .malformed }
        return ServerField(
            String(decoding: line[..<colon], as: UTF8.self),
            String(decoding: value, as: UTF8.self)
        )
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
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), !text.isEmpty else {
            throw .malformed
        }
        // A number too large for the machine is too large for the server.
        guard let length = Int(text) else { throw .bodyTooLarge }
        return .length(length)
    }

    private static func tokens(of name: String, in headers: [ServerField]) -> [String] {
        headers.lazy.filter { $0.name.lowercased() == name }
            .flatMap {
                $0.value.lowercased().split(separator: ",", omittingEmptySubsequences: false)
            }
            .map { String($0.drop { $0 == " " }.prefix { $0 != " " }) }
    }

    /// RFC 9110 §5.6.2.
    private static func isToken(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
    }
}

/// Makes requests of the bytes of one connection, however they are cut or joined on their way.
struct RequestParser {
    /// What the bytes so far come to.
    enum Step: Equatable {
        /// No whole request yet.
        case needsMore
        /// The client waits for `100 Continue`; told once for a request.
        case expectsContinue
        /// A whole request.
        case request(RequestHead, body: [UInt8])
        /// Bytes that are refused; nothing behind them can be trusted.
        case refused(RequestRefusal)
    }

    private enum Expectation {
        case head
        case sized(RequestHead, count: Int)
        case chunked(RequestHead, ChunkedBody)
        case nothing(RequestRefusal)
    }

    /// The largest header, in bytes.
    static let headerLimit = 16 * 1024
    /// The largest body, in bytes.
    static let bodyLimit = 1024 * 1024

    private var input: [UInt8] = []
    private var start = 0
    /// How far the end of the head has been looked for, so that no byte is looked at twice.
    private var searched = 0
    private var expectation = Expectation.head
    private var owesContinue = false

    /// How many bytes wait to be read.
    var pending: Int { input.count - start }

    /// Takes bytes from the connection.
    mutating func append(_ bytes: some Collection<UInt8>) {
        input.append(contentsOf: bytes)
    }

    /// Reads on.
    mutating func next() -> Step {
        do throws(RequestRefusal) {
            if owesContinue {
                owesContinue = false
                return .expectsContinue
            }
            return try read()
        } catch {
            expectation = .nothing(error)
            return .refused(error)
        }
    }

    private mutating func read() throws(RequestRefusal) -> Step {
        switch expectation {
        case .head:
            guard let head = try takeHead() else { return .needsMore }
            try expectBody(of: head)
            return next()
        case .sized(let head, let count):
            guard pending >= count else { return .needsMore }
            let body = Array(input[start..<(start + count)])
            consume(count)
            return finish(head, body)
        case .chunked(let head, var body):
            // The bytes move out and in again, so that the decoder's buffer is never copied.
            expectation = .head
            consume(try body.read(input[start...]))
            guard !body.isComplete else { return finish(head, body.bytes) }
            expectation = .chunked(head, body)
            return .needsMore
        case .nothing(let refusal):
            throw refusal
        }
    }

    private mutating func takeHead() throws(RequestRefusal) -> RequestHead? {
        skipEmptyLines()
        guard let end = endOfHead() else {
            guard pending <= Self.headerLimit else { throw .headerTooLarge }
            return nil
        }
        guard end - start <= Self.headerLimit else { throw .headerTooLarge }
        let head = try RequestHead(parsing: input[start..<end])
        consume(end + 4 - start)
        return head
    }

    /// RFC 9112 §2.2: an empty line before a request is skipped.
    private mutating func skipEmptyLines() {
        while pending >= 2, input[start] == 13, input[start + 1] == 10 { consume(2) }
    }

    private mutating func endOfHead() -> Int? {
        var index = max(start, searched)
        while index + 3 < input.count {
            if input[index] == 13, input[index + 1] == 10, input[index + 2] == 13,
                input[index + 3] == 10
            {
                return index
            }
            index += 1
        }
        searched = index
        return nil
    }

    private mutating func expectBody(of head: RequestHead) throws(RequestRefusal) {
        switch head.framing {
        case .length(let count):
            guard count <= Self.bodyLimit else { throw .bodyTooLarge }
            expectation = .sized(head, count: count)
            owesContinue = head.expectsContinue && pending < count
        case .chunked:
            expectation = .chunked(head, ChunkedBody(limit: Self.bodyLimit))
            owesContinue = head.expectsContinue && pending == 0
        }
    }

    private mutating func finish(_ head: RequestHead, _ body: [UInt8]) -> Step {
        expectation = .head
        return .request(head, body: body)
    }

    private mutating func consume(_ count: Int) {
        start += count
        searched = start
        guard start == input.count || start > 64 * 1024 else { return }
        input.removeFirst(start)
        start = 0
        searched = 0
    }
}

/// Why the bytes of a client are not answered by the handler; the raw value is the status of the
/// answer.
enum RequestRefusal: Int, Error, Hashable {
    /// The bytes are not HTTP/1.1 (RFC 9112).
    case malformed = 400
    /// The body is larger than the server takes.
    case bodyTooLarge = 413
    /// The header is larger than the server takes.
    case headerTooLarge = 431
    /// A transfer coding other than `chunked`.
    case unknownCoding = 501
    /// A version other than HTTP/1.0 and HTTP/1.1.
    case unknownVersion = 505
}

/// Undoes the chunked transfer coding (RFC 9112 §7.1) as the bytes come in.
struct ChunkedBody {
    private enum Expectation {
        case size
        case data(Int)
        case dataEnd
        case trailer
        case nothing
    }

    private let limit: Int
    private var expectation = Expectation.size

    /// The body so far.
    private(set) var bytes: [UInt8] = []

    /// Whether the last chunk and the trailer have been read.
    var isComplete: Bool { if case .nothing = expectation { true } else { false } }

    /// Makes a decoder that refuses a body of more bytes than the limit.
    init(limit: Int) {
        self.limit = limit
    }

    /// Reads on and returns how many bytes were used; the rest has to be offered again with more
    /// behind it.
    mutating func read(_ input: ArraySlice<UInt8>) throws(RequestRefusal) -> Int {
        var rest = input
        while !isComplete, try step(&rest) {}
        return input.count - rest.count
    }

    private mutating func step(_ rest: inout ArraySlice<UInt8>) throws(RequestRefusal) -> Bool {
        switch expectation {
        case .size:
            guard let line = try Self.takeLine(&rest) else { return false }
            let size = try Self.size(in: line)
            guard size <= limit - bytes.count else { throw .bodyTooLarge }
            expectation = size == 0 ? .trailer : .data(size)
        case .data(let count):
            guard !rest.isEmpty else { return false }
            let part = rest.prefix(count)
            bytes += part
            rest = rest.dropFirst(part.count)
            expectation = part.count == count ? .dataEnd : .data(count - part.count)
        case .dataEnd:
            guard let line = try Self.takeLine(&rest) else { return false }
            guard line.isEmpty else { throw .malformed }
            expectation = .size
        case .trailer:
            guard let line = try Self.takeLine(&rest) else { return false }
            if line.isEmpty { expectation = .nothing }
        case .nothing:
            return false
        }
        return true
    }

    /// Takes a line; one of more than 1 KiB has no place in a chunked body.
    private static func takeLine(
        _ rest: inout ArraySlice<UInt8>
    ) throws(RequestRefusal) -> ArraySlice<UInt8>? {
        guard let end = rest.prefix(1024).firstIndex(of: 10) else {
            guard rest.count < 1024 else { throw .malformed }
            return nil
        }
        guard end > rest.startIndex, rest[end - 1] == 13 else { throw .malformed }
        let line = rest[rest.startIndex..<(end - 1)]
        rest = rest[(end + 1)...]
        return line
    }

    /// Reads the size before any chunk extension.
    private static func size(in line: ArraySlice<UInt8>) throws(RequestRefusal) -> Int {
        let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 32 }
        let text = String(decoding: digits, as: UTF8.self)
        guard !text.isEmpty, text.allSatisfy(\.isHexDigit) else { throw .malformed }
        guard let size = Int(text, radix: 16) else { throw .bodyTooLarge }
        return size
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
            separator: UInt8(ascii: "?"),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        path = parts.first.map { Self.decoded($0, plusIsSpace: false) } ?? ""
        query = parts.count > 1 ? parts[1].split(separator: UInt8(ascii: "&")).map(Self.pair) : []
    }

    private static func pair(_ text: Substring.UTF8View) -> ServerField {
        let parts = text.split(
            separator: UInt8(ascii: "="),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let value = parts.count > 1 ? decoded(parts[1], plusIsSpace: true) : ""
        return ServerField(parts.first.map { decoded($0, plusIsSpace: true) } ?? "", value)
    }

    private static func decoded(_ text: Substring.UTF8View, plusIsSpace: Bool) -> String {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = hexByte(rest.prefix(2)) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? 32 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexByte(_ digits: Substring.UTF8View) -> UInt8? {
        let text = Substring(digits)
        guard text.count == 2, text.allSatisfy(\.isHexDigit) else { return nil }
        return UInt8(text, radix: 16)
    }
}
