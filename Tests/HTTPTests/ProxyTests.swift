// SPDX-License-Identifier: Apache-2.0

import HTTP
import Testing

@Suite(.timeLimit(.minutes(1))) struct ProxyTests {
    private func configuration(_ proxy: RawServer) -> CurlTransport.Configuration {
        CurlTransport.Configuration(proxy: proxy.url())
    }

    @Test(arguments: ["403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"])
    func `a proxy that refuses got no part of the request`(status: String) async throws {
        let seen = Journal<String>()
        let proxy = try RawServer { connection in
            while let request = connection.readRequest() {
                seen.append(request)
                connection.answer("", status: status)
            }
        }
        defer { proxy.stop() }
        let failure = try await withTransport(configuration(proxy)) { transport in
            await transport.failure(of: .post("https://api.example.com/secret", "secret"))
        }
        #expect(failure?.kind == .proxy)
        #expect(failure?.certainty == .notSent)
        #expect(failure?.detail.contains("api.example.com (status \(status.prefix(3)))") == true)
        #expect(seen.entries.allSatisfy { $0.hasPrefix("CONNECT api.example.com:443 ") && !$0.contains("secret") })
    }

    @Test func `a handshake that breaks off in the tunnel is certain, too`() async throws {
        let proxy = try RawServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 Connection established\r\n\r\n")
            connection.readSome(1)
        }
        defer { proxy.stop() }
        let failure = try await withTransport(configuration(proxy)) { transport in
            await transport.failure(of: .post("https://api.example.com/", "text"))
        }
        #expect(failure?.kind == .tlsHandshake)
        #expect(failure?.certainty == .notSent)
    }

    @Test func `a proxy that is not there`() async throws {
        let proxy = try RawServer { _ in }
        proxy.stop()
        let failure = try await withTransport(configuration(proxy)) { transport in
            await transport.failure(of: .post("https://api.example.com/", "text"))
        }
        #expect(failure?.kind == .connection)
        #expect(failure?.certainty == .notSent)
    }

    @Test(arguments: ["http", "https"])
    func `this machine is never reached through a proxy`(scheme: String) async throws {
        let proxy = try RawServer { _ = $0.readRequest() }
        let server = try RawServer { connection in
            connection.readSome(1)
            connection.answer()
        }
        defer {
            proxy.stop()
            server.stop()
        }
        try await withTransport(configuration(proxy)) { transport in
            _ = await transport.failure(of: .get(server.url(scheme: scheme)))
        }
        #expect(proxy.connectionCount == 0)
        #expect(server.connectionCount >= 1)
    }
}
