// SPDX-License-Identifier: Apache-2.0

import TestSupport
import HTTP
import Pacing
import Testing

/// libcurl sends a request again by itself when a reused connection turns out dead: a POST must not
/// be.
@Suite(.timeLimit(.minutes(1))) struct NeverTwiceTests {
    /// A server that answers the first request, and closes once it has read the second one.
    ///
    /// Then it answers everything.
    private func serverThatClosesAfterReadingTheSecond(
        _ seen: Journal<String>,
        byReset: Bool = false
    ) throws -> RawServer {
        try RawServer { connection in
            while let request = connection.readRequest() {
                seen.append(request)
                if seen.entries.count == 2 {
                    if byReset { connection.reset() }
                    return
                }
                connection.answer()
            }
        }
    }

    @Test(arguments: [false, true], ["one text", ""])
    func `a POST that the server has read is not sent again`(
        byReset: Bool,
        body: String
    ) async throws {
        let seen = Journal<String>()
        let server = try serverThatClosesAfterReadingTheSecond(seen, byReset: byReset)
        defer { server.stop() }
        try await withTransport { transport in
            #expect(await transport.status(of: .post(server.url(), "first")) == 200)
            let failure = await transport.failure(of: .post(server.url(), body))
            #expect(failure?.kind == .connectionLost)
            #expect(failure?.certainty == .mayHaveBeenSent)
        }
        // libcurl opens a new connection before it finds that it may not write to it.
        #expect(seen.entries.count == 2)
    }

    @Test func `a GET is sent again on a new connection, which shows that the trap is real`()
        async throws
    {
        let seen = Journal<String>()
        let server = try serverThatClosesAfterReadingTheSecond(seen)
        defer { server.stop() }
        try await withTransport { transport in
            #expect(await transport.status(of: .get(server.url("/1"))) == 200)
            #expect(await transport.status(of: .get(server.url("/2"))) == 200)
        }
        #expect(seen.entries.count == 3)
        #expect(server.connectionCount == 2)
    }

    @Test func `a GET that hands a message over is not sent again`() async throws {
        let seen = Journal<String>()
        let server = try serverThatClosesAfterReadingTheSecond(seen)
        defer { server.stop() }
        try await withTransport { transport in
            #expect(await transport.status(of: .get(server.url("/1"))) == 200)
            let message = HTTPRequest(method: .get, url: server.url("/2"), beginsOnce: true)
            let failure = await transport.failure(of: message)
            #expect(failure?.kind == .connectionLost && failure?.certainty == .mayHaveBeenSent)
        }
        #expect(seen.entries.count == 2)
    }

    @Test func `a large POST whose connection ends in the middle is not sent again`() async throws {
        let heads = Journal<String>()
        let server = try RawServer { connection in
            while let head = connection.readHead() {
                heads.append(head)
                // The body of the first request, or a part of the second one's.
                connection.readSome(heads.entries.count == 1 ? 5 : 200_000)
                guard heads.entries.count == 1 else { return }
                connection.answer()
            }
        }
        defer { server.stop() }
        try await withTransport { transport in
            #expect(await transport.status(of: .post(server.url(), "first")) == 200)
            let failure = await transport.failure(
                of: .post(server.url(), String(repeating: "x", count: 5_000_000))
            )
            #expect(failure?.kind == .connectionLost)
            #expect(failure?.certainty == .mayHaveBeenSent)
        }
        #expect(heads.entries.count == 2)
    }

    @Test func `a POST does not use an idle connection that the server has closed`() async throws {
        let seen = Journal<String>()
        let closed = Journal<Int>()
        let server = try RawServer { connection in
            guard let request = connection.readRequest() else { return }
            seen.append(request)
            connection.answer()
            connection.endOutput()
            closed.append(connection.number)
        }
        defer { server.stop() }
        try await withTransport { transport in
            for number in 1...20 {
                #expect(await transport.status(of: .post(server.url(), "text \(number)")) == 200)
                await closed.wait(count: number)
            }
        }
        #expect(seen.entries.count == 20)
    }

    @Test func `a failed POST does not spoil the next one`() async throws {
        let seen = Journal<String>()
        let server = try serverThatClosesAfterReadingTheSecond(seen)
        defer { server.stop() }
        try await withTransport { transport in
            #expect(await transport.status(of: .post(server.url(), "first")) == 200)
            #expect(await transport.failure(of: .post(server.url(), "second")) != nil)
            #expect(await transport.status(of: .post(server.url(), "third")) == 200)
        }
        #expect(seen.entries.map { $0.suffix(5) } == ["first", "econd", "third"])
    }
}
