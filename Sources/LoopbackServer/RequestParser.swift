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
            if input[index] == 13, input[index + 1] == 10, input[index + 2] == 13, input[index + 3] == 10 {
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
