// SPDX-License-Identifier: Apache-2.0

import TestSupport
import HTTP
import Pacing
import Testing

@Suite(.timeLimit(.minutes(1))) struct ProxyTests {
    private func configuration(_ proxy: RawServer) -> CurlTransport.Configuration {
        CurlTransport.Configuration(proxy: proxy.url())
    }

    @Test(arguments: [
        (
            "403 Forbidden",
            "the proxy refused a connection to api.example.com (status 403): check HTTPS_PROXY and NO_PROXY"
        ),
        (
            "407 Proxy Authentication Required",
            "the proxy did not accept the user name and password for api.example.com (status 407): "
                + "give them in HTTPS_PROXY, http://USER:PASSWORD@HOST:PORT"
        ),
        (
            "502 Bad Gateway",
            "the proxy refused a connection to api.example.com (status 502): check HTTPS_PROXY and NO_PROXY"
        ),
    ])
    func `a proxy that refuses got no part of the request, and is named`(
        status: String,
        sentence: String
    ) async throws {
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
        #expect(failure?.detail == sentence)
        #expect(
            seen.entries.allSatisfy {
                $0.hasPrefix("CONNECT api.example.com:443 ") && !$0.contains("secret")
            }
        )
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
        #expect(failure?.kind == .proxy)
        #expect(failure?.certainty == .notSent)
        #expect(
            failure?.detail
                == "no connection to the proxy to api.example.com: check HTTPS_PROXY and NO_PROXY"
        )
    }

    @Test(arguments: [
        "http://user:secret@proxy.invalid:3128", "http://user:secret@proxy.invalid:port",
    ])
    func `a proxy whose name has no address`(proxy: String) async throws {
        let failure = try await withTransport(CurlTransport.Configuration(proxy: proxy)) {
            transport in
            await transport.failure(of: .post("https://api.example.com/", "text"))
        }
        #expect(failure?.kind == .proxy)
        #expect(failure?.certainty == .notSent)
        #expect(
            failure?.detail
                == "the name of the proxy to api.example.com has no address: check HTTPS_PROXY and NO_PROXY"
        )
    }

    @Test func `a proxy of a kind that nobody knows`() async throws {
        let configuration = CurlTransport.Configuration(proxy: "pigeon://user:secret@127.0.0.1:1")
        let failure = try await withTransport(configuration) { transport in
            await transport.failure(of: .post("https://api.example.com/", "text"))
        }
        #expect(failure?.kind == .proxy)
        #expect(
            failure?.detail.contains("secret") == false
                && failure?.detail.contains("HTTPS_PROXY") == true
        )
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
