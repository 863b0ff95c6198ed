// SPDX-License-Identifier: Apache-2.0

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
    mutating func append(_ bytes: some Collection<UInt8>) { input.append(contentsOf: bytes) }

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
        case .nothing(let refusal): throw refusal
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
    init(limit: Int) { self.limit = limit }

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
            let count = try Self.size(in: line)
            guard count <= limit - bytes.count else { throw .bodyTooLarge }
            expectation = count == 0 ? .trailer : .data(count)
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
        case .nothing: return false
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
