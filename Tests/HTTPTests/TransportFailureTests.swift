// SPDX-License-Identifier: Apache-2.0

import HTTP
import Pacing
import LoopbackServer
import TestSupport
import Testing

/// Each way to fail gives its kind, and whether the request may have been sent.
@Suite(.timeLimit(.minutes(1))) struct TransportFailureTests {
    /// Serves one connection and returns the failure of a POST to it.
    private func failure(
        scheme: String = "http",
        timeout: Duration = .seconds(10),
        largestBody: Int = 1 << 20,
        _ serve: @escaping @Sendable (RawConnection) -> Void
    ) async throws -> TransportFailure? {
        let server = try RawServer(serve)
        defer { server.stop() }
        let request = HTTPRequest.post(
            server.url("/secret?secret", scheme: scheme),
            "secret",
            timeout: timeout
        )
        let failure = try await withTransport(CurlTransport.Configuration(largestBody: largestBody))
        { transport in
            await transport.failure(of: request)
        }
        #expect(failure?.detail.contains("127.0.0.1:\(server.port)") == true)
        #expect(failure?.detail.contains("secret") == false)
        return failure
    }

    @Test func `a connection that is refused`() async throws {
        let server = try RawServer { _ in }
        server.stop()
        let failure = try await withTransport { await $0.failure(of: .post(server.url(), "x")) }
        #expect(failure?.kind == .connection)
        #expect(failure?.certainty == .notSent)
        #expect(failure?.detail == "no connection to 127.0.0.1:\(server.port)")
    }

    @Test func `a server that closes without an answer`() async throws {
        let failure = try await failure { _ = $0.readRequest() }
        #expect(failure?.kind == .connectionLost)
        #expect(failure?.certainty == .mayHaveBeenSent)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", "HTTP/1.1 200 OK\r\nContent-Le",
    ])
    func `an answer that breaks off`(part: String) async throws {
        let failure = try await failure { connection in
            _ = connection.readRequest()
            connection.write(part)
        }
        #expect(failure?.kind == .connectionLost)
        #expect(failure?.certainty == .mayHaveBeenSent)
    }

    @Test(arguments: [
        "220 mail.example.com ESMTP\r\n", "<html>\r\n\r\n", "\r\n\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
    ])
    func `an answer that is not HTTP`(text: String) async throws {
        let failure = try await failure { connection in
            _ = connection.readRequest()
            connection.write(text)
        }
        #expect(failure?.kind == .badResponse)
        #expect(failure?.certainty == .mayHaveBeenSent)
    }

    @Test(arguments: ["Content-Length: 2000\r\n", ""])
    func `an answer that is too large, announced or not`(length: String) async throws {
        let failure = try await failure(largestBody: 1000) { connection in
            _ = connection.readRequest()
            connection.write(
                "HTTP/1.1 200 OK\r\n\(length)\r\n" + String(repeating: "x", count: 2000)
            )
        }
        #expect(failure?.kind == .tooLarge)
        #expect(failure?.certainty == .mayHaveBeenSent)
    }

    @Test func `headers without end`() async throws {
        let failure = try await failure { connection in
            _ = connection.readRequest()
            connection.write(
                "HTTP/1.1 200 OK\r\n"
                    + String(
                        repeating: "X-Header: \(String(repeating: "x", count: 900))\r\n",
                        count: 500
                    )
            )
        }
        #expect(failure?.kind == .tooLarge)
        #expect(failure?.certainty == .mayHaveBeenSent)
    }

    @Test func `a server that never answers`() async throws {
        let failure = try await failure(timeout: .milliseconds(200)) { connection in
            _ = connection.readRequest()
            connection.waitForClose()
        }
        #expect(failure?.kind == .timedOut)
        #expect(failure?.certainty == .mayHaveBeenSent)
        #expect(failure?.detail.contains("0.2 seconds") == true)
    }

    @Test func `a server that never shakes hands`() async throws {
        let failure = try await failure(scheme: "https", timeout: .milliseconds(200)) {
            $0.waitForClose()
        }
        #expect(failure?.kind == .timedOut)
        #expect(failure?.certainty == .notSent)
    }

    @Test func `a server whose connection is ready too late never gets the request`() async throws {
        let server = try RawServer { $0.waitForClose() }
        defer { server.stop() }
        var request = HTTPRequest.post(server.url(scheme: "https"), "x", timeout: .seconds(60))
        request.connectTimeout = .milliseconds(200)
        let failure = try await withTransport { [request] in await $0.failure(of: request) }
        #expect(failure?.kind == .timedOut && failure?.certainty == .notSent)
    }

    @Test func `a handshake that breaks off`() async throws {
        let failure = try await failure(scheme: "https") { $0.readSome(1) }
        #expect(failure?.kind == .tlsHandshake)
        #expect(failure?.certainty == .notSent)
    }

    @Test func `a server that does not speak TLS`() async throws {
        let failure = try await failure(scheme: "https") { connection in
            connection.readSome(1)
            connection.answer()
        }
        #expect(failure?.kind == .tlsHandshake)
        #expect(failure?.certainty == .notSent)
    }

    @Test func `a file of authorities that is not there`() async throws {
        let server = try RawServer { $0.readSome(1) }
        defer { server.stop() }
        var request = HTTPRequest.post(server.url(scheme: "https"), "x")
        request.caFile = "/nowhere/ca.pem"
        let failure = try await withTransport { await $0.failure(of: request) }
        #expect(failure?.kind == .certificate)
        #expect(failure?.certainty == .notSent)
        #expect(
            failure?.detail.hasSuffix("cannot be read from the file that “caFile” names") == true)
    }
}
