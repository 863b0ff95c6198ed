// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HTTP
@testable import Pacing

/// What may be sent where, decided before anything is sent.
@Suite struct DestinationTests {
    private func failure(of url: String) -> TransportFailure? {
        do throws(TransportFailure) {
            _ = try Destination(of: url)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("https://api.plivo.com/v1/", "api.plivo.com"),
        ("HTTPS://API.Plivo.com:443/x", "api.plivo.com"),
        ("https://api.example.com:8443?x", "api.example.com:8443"),
        ("http://127.0.0.1:8080/x", "127.0.0.1:8080"),
        ("http://localhost/x", "localhost"), ("http://[::1]:80/", "[::1]"),
        ("http://127.1.2.3/", "127.1.2.3"),
        ("https://10.0.0.1", "10.0.0.1"),
    ])
    func `https anywhere and http on this machine is allowed`(url: String, expected: String) throws
    {
        #expect(try "\(Destination(of: url))" == expected)
    }

    @Test(arguments: [
        "http://api.plivo.com/", "http://10.0.0.1/", "http://127.0.0.1.example.com/",
        "http://localhost.example.com/",
        "http://0.0.0.0/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://128.0.0.1/",
        "http://127.0.0.1.5/",
        "ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/", "api.plivo.com/v1",
        "//api.plivo.com", "",
        "https://", "https://user:secret@api.plivo.com/", "https://user@api.plivo.com/",
        "https://api.plivo.com/a b", "https://api.plivo.com/a\nb", "https://api.plivo.com/\u{0}",
        "https://host:99999/",
        "https://api.plivo.com\\@127.0.0.1/ x", "javascript:alert(1)",
    ])
    func `everything else is refused`(url: String) {
        let failure = failure(of: url)
        #expect(failure?.kind == .unsupported)
        #expect(failure?.certainty == .notSent)
        #expect(failure?.detail.contains("secret") == false)
    }

    @Test(arguments: [
        ("https://api.plivo.com", true), ("https://localhost", false), ("https://127.0.0.1", false),
        ("http://127.0.0.1", false), ("https://[::1]", false),
        ("https://127.0.0.1.example.com", true),
    ])
    func `a proxy is for https to other machines only`(url: String, expected: Bool) throws {
        #expect(try Destination(of: url).mayUseProxy == expected)
    }

    @Test(arguments: [
        HTTPHeader("X", "a\r\nY: b"), HTTPHeader("X", "a\nb"), HTTPHeader("X", "a\u{0}b"),
        HTTPHeader("", "a"),
        HTTPHeader("X Y", "a"), HTTPHeader("X:", "a"), HTTPHeader("X\r\n", "a"),
        HTTPHeader("Ž", "a"),
    ])
    func `a header that would break out of its line is refused`(header: HTTPHeader) {
        #expect(throws: TransportFailure.self) {
            try Order(checking: HTTPRequest(method: .get, url: "https://host", headers: [header]))
        }
    }

    @Test(arguments: [("a:b", "x"), ("a", "x\ny"), ("a\u{0}", "x")])
    func `credentials that Basic cannot carry are refused`(user: String, password: String) {
        let credentials = Credentials(user: user, password: password)
        #expect(throws: TransportFailure.self) {
            try Order(
                checking: HTTPRequest(method: .get, url: "https://host", credentials: credentials)
            )
        }
    }
}
