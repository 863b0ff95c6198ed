// SPDX-License-Identifier: Apache-2.0

import CCurl

/// Why a request got no answer, and whether the server may have read it all the same.
package struct TransportFailure: Error, Sendable, Hashable {
    /// What went wrong, as far as a program needs to tell.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The name of the host has no address.
        case nameResolution
        /// No connection: refused, unreachable, or no memory or socket for one.
        case connection
        /// The TLS handshake broke off.
        case tlsHandshake
        /// The server's certificate cannot be trusted.
        case certificate
        /// The time given was not enough.
        case timedOut
        /// The connection ended in the middle of the exchange.
        case connectionLost
        /// What came back is not an HTTP answer.
        case badResponse
        /// The answer is larger than is read.
        case tooLarge
        /// The proxy has no address, or refused.
        case proxy
        /// The caller gave up.
        case cancelled
        /// The caller held it back when its connection stood.
        case held
        /// The request is of a kind that this program does not send.
        case unsupported
    }

    /// Whether the request left.
    package enum Certainty: String, Sendable, Hashable, CaseIterable {
        /// It is certain that no byte of the request reached the server: trying again cannot double
        /// it.
        case notSent
        /// The server may have read it, in part or whole: trying again may double it.
        case mayHaveBeenSent
    }

    /// What went wrong.
    package var kind: Kind

    /// Whether trying again is safe.
    package var certainty: Certainty

    /// A sentence for a person, with host and port at most, never path, query or headers.
    package var detail: String

    package init(kind: Kind, certainty: Certainty, detail: String) {
        self.kind = kind
        self.certainty = certainty
        self.detail = detail
    }
}

extension TransportFailure: CustomStringConvertible {
    /// The sentence for a person.
    package var description: String { detail }
}

extension TransportFailure {
    /// Translates libcurl's verdict.
    init(_ evidence: CurlEvidence, order: Order) {
        let kind = Kind(evidence, to: order.destination)
        self.init(
            kind: kind, certainty: Certainty(hasBegun: evidence.hasBegun),
            detail: kind.sentence(evidence, order))
    }

    /// Our own refusal to send something.
    static func refused(_ detail: String) -> Self {
        Self(kind: .unsupported, certainty: .notSent, detail: detail)
    }

    /// The caller gave up.
    static func cancelled(_ destination: Destination, hasBegun: Bool) -> Self {
        let detail = "the request to \(destination) was cancelled"
        return Self(kind: .cancelled, certainty: Certainty(hasBegun: hasBegun), detail: detail)
    }

    /// The caller's last look said no.
    package static let held = Self(
        kind: .held, certainty: .notSent, detail: "the request was held back, and was not sent")

    /// libcurl has sent something of a request that was held back; it is not known what.
    static func unexpected(_ destination: Destination) -> Self {
        Self(
            kind: .connectionLost, certainty: .mayHaveBeenSent,
            detail: "it is not known whether the request to \(destination) was sent")
    }

    /// The transport has been shut down, or could not be started.
    static func notRunning(_ destination: Destination, hasBegun: Bool = false) -> Self {
        let detail = "the request to \(destination) was given up: the HTTP client is not running"
        return Self(kind: .cancelled, certainty: Certainty(hasBegun: hasBegun), detail: detail)
    }

    /// The system has no descriptors left for the transport itself.
    static let noDescriptors = Self(
        kind: .connection, certainty: .notSent,
        detail: "the HTTP client could not be started: too many open files")
}

extension TransportFailure.Certainty {
    /// Only a request that no connection was ever about to carry is certain not to have been sent.
    init(hasBegun: Bool) { self = hasBegun ? .mayHaveBeenSent : .notSent }
}

extension TransportFailure.Kind {
    /// Finds the kind for libcurl's verdict (libcurl-errors(3)), with regard to how far the request
    /// had come.
    init(_ evidence: CurlEvidence, to destination: Destination) {
        if evidence.isTooLarge {
            self = .tooLarge
        } else if !evidence.hasBegun, evidence.lacksProxy(to: destination) {
            self = .proxy
        } else if !evidence.hasBegun, evidence.proxyStatus != 0,
            !(200...299).contains(evidence.proxyStatus)
        {
            // libcurl reports a refused tunnel as a failure to receive.
            self = .proxy
        } else {
            let kind = Self.table[evidence.code.rawValue] ?? .connectionLost
            self = evidence.hasBegun ? kind.onceBegun : kind.beforeBegun
        }
    }

    /// The kind for a request that had begun.
    private var onceBegun: Self {
        switch self {
        // A further connection is made only where the first one was lost, which is then what
        // counts.
        case .nameResolution, .connection, .tlsHandshake, .proxy: .connectionLost
        // "Unsupported protocol" is what an answer in no version of HTTP gives, too.
        case .unsupported: .badResponse
        default: self
        }
    }

    /// The kind for a request that had not begun: a connection that is lost before was never one.
    private var beforeBegun: Self { self == .connectionLost ? .connection : self }

    /// The codes that an HTTP transfer can end with.
    ///
    /// Codes that newer versions added are given by number.
    private static let table: [UInt32: Self] = {
        let codes: [(Self, [CURLcode])] = [
            (.nameResolution, [CURLE_COULDNT_RESOLVE_HOST]),
            (.proxy, [CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY]),
            (
                .connection,
                [
                    CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED, CURLE_OUT_OF_MEMORY,
                    CURLE_NO_CONNECTION_AVAILABLE, CURLE_UNRECOVERABLE_POLL,
                    CURLE_QUIC_CONNECT_ERROR,
                ]
            ),
            (
                .tlsHandshake,
                [
                    CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND,
                    CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED,
                    CURLcode(rawValue: 101),
                ]
            ),
            (
                .certificate,
                [
                    CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
                    CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
                    CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT,
                ]
            ), (.timedOut, [CURLE_OPERATION_TIMEDOUT]),
            (
                .connectionLost,
                [
                    CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE,
                    CURLE_SEND_FAIL_REWIND, CURLE_ABORTED_BY_CALLBACK, CURLE_READ_ERROR,
                    CURLE_AGAIN, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_HTTP3,
                    CURLE_SSL_SHUTDOWN_FAILED,
                ]
            ),
            (
                .badResponse,
                [
                    CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_TOO_MANY_REDIRECTS,
                    CURLE_WRITE_ERROR,
                ]
            ), (.tooLarge, [CURLE_FILESIZE_EXCEEDED, CURLcode(rawValue: 100)]),
            (
                .unsupported,
                [
                    CURLE_UNSUPPORTED_PROTOCOL, CURLE_FAILED_INIT, CURLE_URL_MALFORMAT,
                    CURLE_NOT_BUILT_IN, CURLE_UNKNOWN_OPTION, CURLE_SETOPT_OPTION_SYNTAX,
                    CURLE_BAD_FUNCTION_ARGUMENT, CURLE_RECURSIVE_API_CALL, CURLE_AUTH_ERROR,
                ]
            ),
        ]
        return codes.reduce(into: [:]) { table, row in
            for code in row.1 { table[code.rawValue] = row.0 }
        }
    }()
}

extension TransportFailure.Kind {
    /// Says in plain words what happened, with host and port at most.
    func sentence(_ evidence: CurlEvidence, _ order: Order) -> String {
        let place = order.destination
        return switch self {
        case .nameResolution:
            "the name \(place.host) has no address: "
                + "check the name, the network and its name servers"
        case .connection: evidence.silentProxy?.silence(place) ?? "no connection to \(place)"
        case .tlsHandshake:
            "the encrypted connection to \(evidence.secured(place)) could not be made"
                + words(of: evidence)
        case .certificate: certificateSentence(evidence, order)
        case .timedOut: timeOutSentence(evidence, order)
        case .connectionLost: "the connection to \(place) was lost before its answer was whole"
        // A write that fails is the decoder's, where the limit on the size has not ended it.
        case .badResponse
        where [CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR].contains(evidence.code):
            "the answer of \(place) is compressed in a way that cannot be decoded"
        case .badResponse: "\(place) answered with something that is not HTTP"
        case .tooLarge: "the answer of \(place) is larger than is read"
        case .proxy: proxySentence(evidence, place)
        case .cancelled: "the request to \(place) was cancelled"
        case .held: TransportFailure.held.detail
        case .unsupported:
            "libcurl cannot send this request to \(place) (its error \(evidence.code.rawValue))"
        }
    }

    private func words(of evidence: CurlEvidence) -> String {
        evidence.words.isEmpty ? "" : " (\(evidence.words))"
    }

    private func certificateSentence(_ evidence: CurlEvidence, _ order: Order) -> String {
        let place = order.destination
        if evidence.code == CURLE_SSL_CACERT_BADFILE, order.request.caFile != nil {
            return "the certificate authorities for \(place) cannot be read from the file that "
                + "“caFile” names"
        }
        return
            "the certificate of \(evidence.secured(place)) cannot be trusted\(words(of: evidence))"
    }

    private func timeOutSentence(_ evidence: CurlEvidence, _ order: Order) -> String {
        let place = order.destination
        if evidence.hasBegun {
            return "\(place) gave no whole answer within \(order.request.timeout)"
        }
        if let proxy = evidence.silentProxy { return proxy.silence(place) }
        return "no connection to \(place) in time"
            + (evidence.proxy.map { ", through \($0)" } ?? "")
    }

    private func proxySentence(_ evidence: CurlEvidence, _ place: Destination) -> String {
        let (proxy, advice) = (
            evidence.proxy?.description ?? "the proxy",
            evidence.proxy?.advice ?? "check HTTPS_PROXY and NO_PROXY"
        )
        if evidence.proxyStatus == 407 {
            return "\(proxy) did not accept the user name and password for \(place) (status 407): "
                + "give them in \(evidence.proxy?.variable ?? "HTTPS_PROXY"), "
                + "http://USER:PASSWORD@HOST:PORT"
        }
        if evidence.proxyStatus != 0 {
            return
                "\(proxy) refused a connection to \(place) "
                + "(status \(evidence.proxyStatus)): \(advice)"
        }
        if evidence.code == CURLE_COULDNT_RESOLVE_PROXY {
            return "the name of \(proxy) to \(place) has no address: \(advice)"
        }
        return evidence.proxy?.silence(place) ?? "no connection to the proxy to \(place): \(advice)"
    }
}

/// What is known about a transfer that gave no answer.
struct CurlEvidence: Sendable {
    /// libcurl's verdict.
    var code: CURLcode

    /// Whether libcurl was ever about to write the request to a connection.
    ///
    /// It asks before every try, after name resolution, connection, proxy tunnel and TLS handshake.
    /// Its counters of sent bytes would not do: they count what was said to a proxy as well.
    var hasBegun = false

    /// Whether our own limit on the answer's size ended it.
    var isTooLarge = false

    /// The status with which a proxy answered the wish for a tunnel; 0 without one.
    var proxyStatus = 0

    /// libcurl's own words, shown for failures of TLS only: there they name host and certificate,
    /// and no part of the URL.
    var words = ""

    /// The proxy on the way; nil where there is none, and where the request had begun.
    var proxy: Proxy?
}

extension CurlEvidence {
    /// The proxy, where it is what did not answer: it was never heard of.
    ///
    /// Behind a SOCKS proxy the destination may be what is silent, but nobody can tell.
    var silentProxy: Proxy? { proxyStatus == 0 ? proxy : nil }

    /// Who is at the other end of the encryption that failed: the destination, or an encrypted
    /// proxy that did not get so far as to answer.
    func secured(_ destination: Destination) -> String {
        guard let proxy else { return "\(destination)" }
        if proxy.isEncrypted, proxyStatus == 0 { return "\(proxy)" }
        return "\(destination), through \(proxy),"
    }

    /// Whether the connection that could not be made was the one to the proxy.
    ///
    /// libcurl has one code for the proxy and for the server behind it; its words name the host
    /// that it tried to reach.
    func lacksProxy(to destination: Destination) -> Bool {
        guard code == CURLE_COULDNT_CONNECT, destination.mayUseProxy else { return false }
        if words.hasPrefix("Unsupported proxy") { return true }
        let host = destination.host.trimmingPrefix("[").prefix { $0 != "]" }
        return words.hasPrefix("Failed to connect to ") && !words.contains(host)
    }
}

/// A function of libcurl said no.
struct CurlError: Error {
    let code: CURLcode

    /// Throws unless the code is that of success.
    static func check(_ code: CURLcode) throws(CurlError) {
        guard code == CURLE_OK else { throw CurlError(code: code) }
    }
}
