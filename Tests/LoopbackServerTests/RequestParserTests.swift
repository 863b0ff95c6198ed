// SPDX-License-Identifier: Apache-2.0

@testable import LoopbackServer
import Testing

@Suite struct RequestParserTests {
    private func steps(_ text: String, pieces: Int = .max) -> [RequestParser.Step] {
        var parser = RequestParser()
        var steps: [RequestParser.Step] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            parser.append(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
            loop: while true {
                let step = parser.next()
                if step == .needsMore { break loop }
                steps.append(step)
                if case .refused = step { return steps }
            }
        }
        return steps
    }

    private func bodies(_ steps: [RequestParser.Step]) -> [String] {
        steps.compactMap { step in
            guard case .request(_, let body) = step else { return nil }
            return String(decoding: body, as: UTF8.self)
        }
    }

    static let stream =
        "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
        + "\r\nPOST /b HTTP/1.1\r\nHost:h\r\nTransfer-Encoding: "
        + "Chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: x\r\n\r\n"
        + "GET /c HTTP/1.1\r\nHost: h\r\n\r\n"

    @Test(arguments: [1, 2, 3, 7, 16, 1000])
    func `however the bytes are cut, the requests are the same`(pieces: Int) {
        #expect(bodies(steps(Self.stream, pieces: pieces)) == ["hello", "abc0123456789", ""])
    }

    @Test(arguments: [
        ("nonsense\r\n\r\n", RequestRefusal.malformed),
        ("GET  / HTTP/1.1\r\nHost: h\r\n\r\n", .malformed),
        ("GET x HTTP/1.1\r\nHost: h\r\n\r\n", .malformed),
        ("G@T / HTTP/1.1\r\nHost: h\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost : h\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\nHost: h\r\n\r\n", .malformed),
        ("GET / HTTP/1.1\r\nHost: h\r\nX: \u{1}\r\n\r\n", .malformed),
        (
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            .malformed
        ),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n", .malformed),
        (
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            .malformed
        ),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", .malformed),
        (
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n",
            .malformed
        ),
        ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", .unknownCoding),
        ("GET / HTTP/2.0\r\nHost: h\r\n\r\n", .unknownVersion),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n", .bodyTooLarge),
        (
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n",
            .bodyTooLarge
        ),
        (
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n",
            .bodyTooLarge
        ),
        (
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: "
                + "chunked\r\n\r\nffffffffffffffffff\r\n",
            .bodyTooLarge
        ),
        (
            "GET / HTTP/1.1\r\nHost: h\r\nX: " + String(repeating: "x", count: 20_000),
            .headerTooLarge
        ),
    ])
    func `what is not proper HTTP is refused with its status`(text: String, refusal: RequestRefusal)
    {
        #expect(steps(text) == [.refused(refusal)])
        #expect(steps(text, pieces: 5).last == .refused(refusal))
    }

    @Test func `after a refusal nothing more is read`() {
        var parser = RequestParser()
        parser.append("bad\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n".utf8)
        #expect(parser.next() == .refused(.malformed))
        #expect(parser.next() == .refused(.malformed))
    }

    @Test(arguments: [
        ("HTTP/1.1", "", true), ("HTTP/1.1", "Connection: Close\r\n", false),
        ("HTTP/1.0", "", false), ("HTTP/1.0", "Connection: keep-alive\r\n", true),
    ])
    func `keeping a connection alive follows version and header`(
        version: String,
        header: String,
        keeps: Bool
    ) throws {
        let head = try RequestHead(
            parsing: Array(
                "GET / \(version)\r\nHost: h\r\n\(header)".utf8.dropLast(header.isEmpty ? 2 : 2)
            )[...]
        )
        #expect(head.keepsAlive == keeps)
    }

    @Test(arguments: [
        ("/v1/Number/%2B1202?type=carrier", "/v1/Number/+1202", [ServerField("type", "carrier")]),
        ("/v1/Number/+1202", "/v1/Number/+1202", []),
        (
            "/?a=1%202&a=3+4&b&=x&c=%zz%4", "/",
            [
                ServerField("a", "1 2"), ServerField("a", "3 4"), ServerField("b", ""),
                ServerField("", "x"),
                ServerField("c", "%zz%4"),
            ]
        ),
        ("/%C3%A9?", "/é", []),
    ])
    func `a target is split and decoded`(text: String, path: String, query: [ServerField]) {
        let target = Target(text)
        #expect(target.path == path)
        #expect(target.query == query)
    }

    @Test func `timers come up in order of their deadlines`() {
        let origin = ContinuousClock.now
        var heap = TimerHeap()
        let delays = (0..<200).map { ($0 * 7919) % 211 }
        for delay in delays {
            heap.add(.init(deadline: origin + .milliseconds(delay), connection: delay, serial: 0))
        }
        var taken: [Int] = []
        while let timer = heap.takeDue(at: origin + .milliseconds(100)) {
            taken.append(timer.connection)
        }
        #expect(taken == delays.filter { $0 <= 100 }.sorted())
        #expect(heap.next == delays.filter { $0 > 100 }.min().map { origin + .milliseconds($0) })
    }
}
