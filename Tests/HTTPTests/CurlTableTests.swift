// SPDX-License-Identifier: Apache-2.0

import CCurl
import Testing

@testable import HTTP
@testable import Pacing

/// libcurl's codes, translated.
@Suite struct CurlTableTests {
    private func failure(_ evidence: CurlEvidence) throws -> TransportFailure {
        let order = try Order(
            checking: HTTPRequest(method: .post, url: "https://api.example.com/secret?secret")
        )
        return TransportFailure(evidence, order: order)
    }

    @Test(
        arguments: [
            (CURLE_UNSUPPORTED_PROTOCOL, .unsupported, .badResponse),
            (CURLE_FAILED_INIT, .unsupported, .badResponse),
            (CURLE_URL_MALFORMAT, .unsupported, .badResponse),
            (CURLE_UNKNOWN_OPTION, .unsupported, .badResponse),
            (CURLE_COULDNT_RESOLVE_PROXY, .proxy, .connectionLost),
            (CURLE_PROXY, .proxy, .connectionLost),
            (CURLE_COULDNT_RESOLVE_HOST, .nameResolution, .connectionLost),
            (CURLE_COULDNT_CONNECT, .connection, .connectionLost),
            (CURLE_OUT_OF_MEMORY, .connection, .connectionLost),
            (CURLE_NO_CONNECTION_AVAILABLE, .connection, .connectionLost),
            (CURLE_WEIRD_SERVER_REPLY, .badResponse, .badResponse),
            (CURLE_HTTP2, .connection, .connectionLost),
            (CURLE_HTTP2_STREAM, .connection, .connectionLost),
            (CURLE_PARTIAL_FILE, .connection, .connectionLost),
            (CURLE_GOT_NOTHING, .connection, .connectionLost),
            (CURLE_SEND_ERROR, .connection, .connectionLost),
            (CURLE_RECV_ERROR, .connection, .connectionLost),
            (CURLE_SEND_FAIL_REWIND, .connection, .connectionLost),
            (CURLE_ABORTED_BY_CALLBACK, .connection, .connectionLost),
            (CURLE_OPERATION_TIMEDOUT, .timedOut, .timedOut),
            (CURLE_SSL_CONNECT_ERROR, .tlsHandshake, .connectionLost),
            (CURLE_SSL_CIPHER, .tlsHandshake, .connectionLost),
            (CURLE_PEER_FAILED_VERIFICATION, .certificate, .certificate),
            (CURLE_SSL_CACERT_BADFILE, .certificate, .certificate),
            (CURLE_SSL_ISSUER_ERROR, .certificate, .certificate),
            (CURLE_SSL_CLIENTCERT, .certificate, .certificate),
            (CURLE_WRITE_ERROR, .badResponse, .badResponse),
            (CURLE_BAD_CONTENT_ENCODING, .badResponse, .badResponse),
            (CURLE_FILESIZE_EXCEEDED, .tooLarge, .tooLarge),
            (CURLcode(rawValue: 999), .connection, .connectionLost),
        ] as [(CURLcode, TransportFailure.Kind, TransportFailure.Kind)]
    )
    func `each code has its kind, before and after the request began`(
        code: CURLcode,
        before: TransportFailure.Kind,
        after: TransportFailure.Kind
    ) throws {
        let early = try failure(CurlEvidence(code: code, hasBegun: false))
        let late = try failure(CurlEvidence(code: code, hasBegun: true))
        #expect(early.kind == before)
        #expect(early.certainty == .notSent)
        #expect(late.kind == after)
        #expect(late.certainty == .mayHaveBeenSent)
        for detail in [early.detail, late.detail] {
            #expect(detail.contains("api.example.com"))
            #expect(!detail.contains("secret"))
        }
    }

    @Test func `our own limit and the proxy's refusal come before libcurl's code`() throws {
        let large = try failure(
            CurlEvidence(code: CURLE_WRITE_ERROR, hasBegun: true, isTooLarge: true)
        )
        #expect(large.kind == .tooLarge)
        let refused = try failure(CurlEvidence(code: CURLE_RECV_ERROR, proxyStatus: 403))
        #expect(refused.kind == .proxy)
        let through = try failure(
            CurlEvidence(code: CURLE_RECV_ERROR, hasBegun: true, proxyStatus: 200)
        )
        #expect(through.kind == .connectionLost)
    }

    @Test func `words of the TLS library are shown where they help`() throws {
        let words = "SSL certificate problem: self-signed certificate"
        let trust = try failure(CurlEvidence(code: CURLE_PEER_FAILED_VERIFICATION, words: words))
        #expect(trust.detail == "the certificate of api.example.com cannot be trusted (\(words))")
        let other = try failure(CurlEvidence(code: CURLE_RECV_ERROR, hasBegun: true, words: words))
        #expect(!other.detail.contains(words))
    }

    @Test(
        arguments: [
            (
                "Failed to connect to api.example.com port 443 after 2 ms: Couldn't connect to server",
                .connection
            ),
            (
                "Failed to connect to 10.0.0.7 port 3128 after 2 ms: Couldn't connect to server",
                .proxy
            ),
            (
                "Failed to connect to proxy.example.com port 3128 after 2 ms: Couldn't connect to server",
                .proxy
            ),
            ("Immediate connect fail for 192.0.2.7: Network is unreachable", .connection),
            ("Unsupported proxy scheme for 'pigeon://user:secret@10.0.0.7'", .proxy),
            ("", .connection),
        ] as [(String, TransportFailure.Kind)]
    )
    func `libcurl's words tell the proxy from the server behind it`(
        words: String,
        kind: TransportFailure.Kind
    ) throws {
        let failure = try failure(CurlEvidence(code: CURLE_COULDNT_CONNECT, words: words))
        #expect(failure.kind == kind && failure.certainty == .notSent)
        #expect(
            failure.detail.contains("proxy") == (kind == .proxy)
                && !failure.detail.contains("secret")
        )
    }

    @Test func `the words name nobody else where no proxy is used`() throws {
        let order = try Order(checking: HTTPRequest(method: .post, url: "http://localhost:1/"))
        let words = "Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server"
        let failure = TransportFailure(
            CurlEvidence(code: CURLE_COULDNT_CONNECT, words: words),
            order: order
        )
        #expect(failure.kind == .connection)
    }
}
