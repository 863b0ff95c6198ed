// SPDX-License-Identifier: Apache-2.0

import HTTP
import Pacing
import LoopbackServer
import TestSupport
import Testing

/// Giving up, by the caller or by the whole transport.
@Suite(.timeLimit(.minutes(1))) struct CancellationTests {
    /// Starts a POST in a task, waits for a sign, cancels it and returns how it ended.
    private func cancel(
        _ transport: CurlTransport,
        _ request: HTTPRequest,
        once sign: @escaping () async -> Void
    ) async -> TransportFailure? {
        await withTaskGroup(of: TransportFailure?.self) { group in
            group.addTask { await transport.failure(of: request) }
            await sign()
            group.cancelAll()
            return await group.next() ?? nil
        }
    }

    @Test func `a request that the server has read may have been sent`() async throws {
        let seen = Journal<ServerRequest>()
        let server = try LoopbackServer.start { request in
            seen.append(request)
            return .never
        }
        defer { server.stop() }
        let failure = try await withTransport { transport in
            await cancel(transport, .post(server.baseURL, "x")) { await seen.wait(count: 1) }
        }
        #expect(failure?.kind == .cancelled)
        #expect(failure?.certainty == .mayHaveBeenSent)
    }

    @Test func `a request in the TLS handshake was not sent`() async throws {
        let accepted = Journal<Int>()
        let server = try RawServer { connection in
            accepted.append(connection.number)
            connection.waitForClose()
        }
        defer { server.stop() }
        let failure = try await withTransport { transport in
            await cancel(transport, .post(server.url(scheme: "https"), "x")) {
                await accepted.wait(count: 1)
            }
        }
        #expect(failure?.kind == .cancelled)
        #expect(failure?.certainty == .notSent)
    }

    @Test func `a task that is cancelled already sends nothing`() async throws {
        let server = try RawServer { _ = $0.readRequest() }
        defer { server.stop() }
        let failure = try await withTransport { transport in
            await withTaskGroup(of: TransportFailure?.self) { group in
                group.cancelAll()
                group.addTask { await transport.failure(of: .post(server.url(), "x")) }
                return await group.next() ?? nil
            }
        }
        #expect(failure?.kind == .cancelled)
        #expect(failure?.certainty == .notSent)
        #expect(server.connectionCount == 0)
    }

    @Test func `shutting down fails what is under way, and what comes later`() async throws {
        let seen = Journal<ServerRequest>()
        let server = try LoopbackServer.start { request in
            seen.append(request)
            return .never
        }
        defer { server.stop() }
        let url = server.baseURL
        let transport = CurlTransport()
        async let failure = transport.failure(of: .post(url, "x"))
        await seen.wait(count: 1)
        await transport.shutDown()
        #expect(await failure?.certainty == .mayHaveBeenSent)
        let later = await transport.failure(of: .post(url, "y"))
        #expect(later?.kind == .cancelled)
        #expect(later?.certainty == .notSent)
        await transport.shutDown()
        #expect(seen.entries.count == 1)
    }

    @Test func `cancelling under load leaves no request without an end`() async throws {
        let server = try LoopbackServer.start { request in ServerReply(body: request.body) }
        defer { server.stop() }
        let url = server.baseURL
        let ended = try await withTransport { transport in
            await withTaskGroup(of: TransportFailure?.self) { group in
                for number in 0..<400 {
                    group.addTask { await transport.failure(of: .post(url, "\(number)")) }
                }
                var ended: [TransportFailure?] = []
                for await failure in group {
                    ended.append(failure)
                    if ended.count == 20 { group.cancelAll() }
                }
                return ended
            }
        }
        #expect(ended.count == 400)
        #expect(ended.allSatisfy { $0 == nil || $0?.kind == .cancelled })
    }
}
