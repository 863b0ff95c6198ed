// SPDX-License-Identifier: Apache-2.0

import LoopbackServer
import TestSupport
import Testing

@Suite struct LoopbackServerTests {
    private func echo() throws -> LoopbackServer {
        try LoopbackServer.start { .text("\($0.method) \($0.path) \($0.text)") }
    }

    @Test func `a request is answered on the port that was read back`() throws {
        let server = try echo()
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        client.send("GET /a%20b+c?x=1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        let answer = try client.receiveAll()
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nGET /a b+c "))
        #expect(answer.contains("\r\nConnection: close\r\n"))
    }

    @Test func `pipelined requests are answered in order, a delayed one included`() throws {
        let server = try LoopbackServer.start { request in
            var reply = ServerReply.text("[\(request.path)]")
            if request.path == "/1" { reply.delay = .milliseconds(30) }
            return reply
        }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        let requests = (1...3).map { "GET /\($0) HTTP/1.1\r\nHost: h\r\n\r\n" }.joined()
        client.send(requests)
        let answers = try client.receive { $0.contains("[/3]") }
        let order = ["[/1]", "[/2]", "[/3]"].compactMap { answers.firstRange(of: $0)?.lowerBound }
        #expect(order.count == 3)
        #expect(order == order.sorted())
    }

    @Test func `one connection carries many requests`() throws {
        let server = try LoopbackServer.start { .text("#\($0.connection)#") }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        for _ in 0..<20 {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(try client.receive { $0.hasSuffix("#1#") }.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `a stalled reply blocks nobody else`() throws {
        let server = try LoopbackServer.start { $0.path == "/stall" ? .never : .text("here") }
        defer { server.stop() }
        let stalled = try RawClient(port: server.port)
        stalled.send("GET /stall HTTP/1.1\r\nHost: h\r\n\r\n")
        let other = try RawClient(port: server.port)
        other.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(try other.receive { $0.hasSuffix("here") }.contains("200"))
    }

    @Test func `a delayed reply comes after its delay`() throws {
        let server = try LoopbackServer.start { _ in ServerReply(delay: .milliseconds(40)) }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        let start = ContinuousClock.now
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        _ = try client.receive { $0.contains("\r\n\r\n") }
        #expect(start.duration(to: .now) >= .milliseconds(40))
    }

    @Test func `hanging up answers nothing`() throws {
        let server = try LoopbackServer.start { _ in .hangUp }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab")
        #expect(try client.receiveAll().isEmpty)
    }

    @Test func `a truncated reply promises more than it gives`() throws {
        let server = try LoopbackServer.start { _ in
            ServerReply(body: Array("0123456789".utf8), behaviour: .truncate(after: 4))
        }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        let answer = try client.receiveAll()
        #expect(answer.contains("Content-Length: 10\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n0123"))
    }

    @Test func `a reply can end its connection`() throws {
        let server = try LoopbackServer.start { _ in ServerReply(behaviour: .closeAfter) }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(try client.receiveAll().components(of: "HTTP/1.1 200") == 1)
    }

    @Test func `HEAD gives the length without the body`() throws {
        let server = try echo()
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        client.send("HEAD /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        let answer = try client.receiveAll()
        #expect(answer.contains("Content-Length: 8\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test func `a client that waits for 100 Continue is told to go on`() throws {
        let server = try echo()
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        client.send(
            "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        )
        #expect(try client.receive { $0.hasSuffix("\r\n\r\n") } == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("ab")
        #expect(try client.receive { $0.hasSuffix("POST / ab") }.hasPrefix("HTTP/1.1 200"))
    }

    @Test func `an answer reaches a client that has already finished sending`() throws {
        let server = try LoopbackServer.start { _ in
            ServerReply(body: [65], delay: .milliseconds(10))
        }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        client.finishSending()
        #expect(try client.receiveAll().hasSuffix("\r\n\r\nA"))
    }

    @Test func `a large answer arrives whole`() throws {
        let size = 3_000_000
        let server = try LoopbackServer.start { _ in
            ServerReply(body: Array(repeating: 65, count: size))
        }
        defer { server.stop() }
        let client = try RawClient(port: server.port)
        client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        #expect(try client.receiveAll().utf8.count > size)
    }

    @Test func `stopping ends the connections, frees the port and may be repeated`() throws {
        let server = try LoopbackServer.start { _ in .never }
        let client = try RawClient(port: server.port)
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        server.stop()
        server.stop()
        #expect(try client.receiveAll().isEmpty)
        let next = try LoopbackServer.start(port: server.port) { _ in ServerReply() }
        next.stop()
    }

    @Test func `a port in use is said by its number`() throws {
        let server = try echo()
        defer { server.stop() }
        let port = server.port
        #expect(throws: LoopbackServerError.portInUse(port)) {
            try LoopbackServer.start(port: port) { _ in ServerReply() }
        }
        #expect(
            LoopbackServerError.portInUse(8080).description.hasPrefix(
                "port 8080 on 127.0.0.1 is in use"
            )
        )
    }
}

extension String {
    fileprivate func components(of part: String) -> Int {
        ranges(of: part).count
    }
}
