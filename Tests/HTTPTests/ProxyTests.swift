// SPDX-License-Identifier: Apache-2.0

import TestSupport
@testable import HTTP
import Pacing
import Testing

@Suite(.timeLimit(.minutes(1))) struct ProxyTests {
    private func configuration(_ proxy: RawServer) -> CurlTransport.Configuration {
        CurlTransport.Configuration(proxy: proxy.url())
    }

    @Test(arguments: [
        (
            "403 Forbidden",
            "the proxy PLACE refused a connection to api.example.com (status 403): "
                + "check HTTPS_PROXY and NO_PROXY"
        ),
        (
            "407 Proxy Authentication Required",
            "the proxy PLACE did not accept the user name and password for api.example.com "
                + "(status 407): give them in HTTPS_PROXY, http://USER:PASSWORD@HOST:PORT"
        ),
        (
            "502 Bad Gateway",
            "the proxy PLACE refused a connection to api.example.com (status 502): "
                + "check HTTPS_PROXY and NO_PROXY"
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
        let place = "127.0.0.1:\(proxy.port)"
        #expect(failure?.detail == sentence.replacing("PLACE", with: place))
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
                == "the proxy 127.0.0.1:\(proxy.port) does not answer, so there is no connection to "
                + "api.example.com: check HTTPS_PROXY and NO_PROXY"
        )
    }

    @Test(arguments: [
        ("http://user:secret@proxy.invalid:3128", " proxy.invalid:3128"),
        ("http://user:secret@proxy.invalid:port", ""),
    ])
    func `a proxy whose name has no address`(proxy: String, place: String) async throws {
        let failure = try await withTransport(CurlTransport.Configuration(proxy: proxy)) {
            transport in
            await transport.failure(of: .post("https://api.example.com/", "text"))
        }
        #expect(failure?.kind == .proxy)
        #expect(failure?.certainty == .notSent)
        #expect(
            failure?.detail
                == "the name of the proxy\(place) to api.example.com has no address: "
                + "check HTTPS_PROXY and NO_PROXY"
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

    @Test(arguments: [false, true])
    func `a proxy that hangs is named, without its password`(readsTheRequest: Bool) async throws {
        let proxy = try RawServer { connection in
            if readsTheRequest { _ = connection.readRequest() }
            connection.waitForClose()
        }
        defer { proxy.stop() }
        let named = CurlTransport.Configuration(
            connectTimeout: .milliseconds(200),
            proxy: "http://us%40er:s3cret@127.0.0.1:\(proxy.port)")
        let failure = try await withTransport(named) { transport in
            await transport.failure(of: .post("https://api.example.com/", "text"))
        }
        #expect(failure?.kind == .timedOut && failure?.certainty == .notSent)
        #expect(
            failure?.detail
                == "the proxy 127.0.0.1:\(proxy.port) does not answer, so there is no connection to "
                + "api.example.com: check HTTPS_PROXY and NO_PROXY")
    }

    @Test func `a server that hangs behind a proxy is not the proxy's silence`() async throws {
        let proxy = try RawServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 Connection established\r\n\r\n")
            connection.waitForClose()
        }
        defer { proxy.stop() }
        let named = CurlTransport.Configuration(
            connectTimeout: .milliseconds(500), proxy: proxy.url())
        let failure = try await withTransport(named) { transport in
            await transport.failure(of: .post("https://api.example.com/", "text"))
        }
        #expect(
            failure?.detail
                == "no connection to api.example.com in time, "
                + "through the proxy 127.0.0.1:\(proxy.port)"
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

@Suite struct ProxyNameTests {
    private func proxy(
        _ environment: [String: String], named: String? = nil,
        to url: String = "https://api.example.com/"
    ) throws -> String? {
        let destination = try Destination(of: url)
        return Proxy(to: destination, named: named, environment: environment)?.description
    }

    @Test(arguments: [
        ("http://10.0.0.1:3128", "10.0.0.1:3128"), ("10.0.0.1:3128", "10.0.0.1:3128"),
        ("proxy.example", "proxy.example:1080"), ("https://proxy.example/", "proxy.example:443"),
        ("socks5h://proxy.example:9050", "proxy.example:9050"),
        ("http://[::1]:3128", "[::1]:3128"), ("http://user:s3cret@proxy:1/path?x", "proxy:1"),
        ("http://user:s3@cret@proxy:1", "proxy:1"), ("http://user:s3/cret@proxy:1", nil),
        ("user:s3cret", nil), ("http://", nil), ("http://a b:1", nil),
        ("http://proxy:1\u{1B}[2J", nil),
    ])
    func `it has host and port, and never user or password`(text: String, place: String?) throws {
        let expected = ["the proxy", place, "(from HTTPS_PROXY)"].compactMap { $0 }
        #expect(try proxy(["HTTPS_PROXY": text]) == expected.joined(separator: " "))
    }

    @Test(
        arguments: [
            (["HTTPS_PROXY": "a:1", "https_proxy": "b:1"], "https_proxy"),
            (["HTTPS_PROXY": "", "ALL_PROXY": "b:1"], "ALL_PROXY"),
            (["all_proxy": "a:1", "ALL_PROXY": "b:1"], "all_proxy"),
            (["HTTPS_PROXY": "a:1", "all_proxy": "b:1"], "HTTPS_PROXY"),
            (["http_proxy": "a:1", "HTTP_PROXY": "b:1"], nil), ([:], nil),
            (["HTTPS_PROXY": "a:1", "NO_PROXY": "*"], nil),
            (["HTTPS_PROXY": "a:1", "NO_PROXY": "x.test, .example.com"], nil),
            (["HTTPS_PROXY": "a:1", "no_proxy": "API.example.com"], nil),
            (["HTTPS_PROXY": "a:1", "NO_PROXY": "pi.example.com,ample.com"], "HTTPS_PROXY"),
        ] as [([String: String], String?)])
    func `the variable is the one that libcurl reads`(
        environment: [String: String], variable: String?
    ) throws {
        #expect(
            try proxy(environment)?.firstMatch(of: /from ([A-Za-z_]+)/)?.1
                == variable.map { $0[...] })
    }

    @Test func `this machine has none, and one that is named comes before the environment's`()
        throws
    {
        let environment = ["HTTPS_PROXY": "a:1"]
        #expect(try proxy(environment, to: "https://localhost/") == nil)
        #expect(try proxy(environment, named: "b:2") == "the proxy b:2")
    }
}
