// SPDX-License-Identifier: Apache-2.0

import CCurl

extension TransportFailure.Kind {
    /// Finds the kind for libcurl's verdict (libcurl-errors(3)), with regard to how far the request had come.
    init(_ evidence: CurlEvidence, to destination: Destination) {
        if evidence.isTooLarge {
            self = .tooLarge
        } else if !evidence.hasBegun, evidence.lacksProxy(to: destination) {
            self = .proxy
        } else if !evidence.hasBegun, evidence.proxyStatus != 0, !(200...299).contains(evidence.proxyStatus) {
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
        // A further connection is made only where the first one was lost, which is then what counts.
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
                    CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED, CURLE_OUT_OF_MEMORY, CURLE_NO_CONNECTION_AVAILABLE,
                    CURLE_UNRECOVERABLE_POLL, CURLE_QUIC_CONNECT_ERROR,
                ]
            ),
            (
                .tlsHandshake,
                [
                    CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
                    CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED, CURLcode(rawValue: 101),
                ]
            ),
            (
                .certificate,
                [
                    CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
                    CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
                    CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT,
                ]
            ),
            (.timedOut, [CURLE_OPERATION_TIMEDOUT]),
            (
                .connectionLost,
                [
                    CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_SEND_FAIL_REWIND,
                    CURLE_ABORTED_BY_CALLBACK, CURLE_READ_ERROR, CURLE_AGAIN, CURLE_HTTP2, CURLE_HTTP2_STREAM,
                    CURLE_HTTP3, CURLE_SSL_SHUTDOWN_FAILED,
                ]
            ),
            (.badResponse, [CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_TOO_MANY_REDIRECTS]),
            (.tooLarge, [CURLE_WRITE_ERROR, CURLE_FILESIZE_EXCEEDED, CURLcode(rawValue: 100)]),
            (
                .unsupported,
                [
                    CURLE_UNSUPPORTED_PROTOCOL, CURLE_FAILED_INIT, CURLE_URL_MALFORMAT, CURLE_NOT_BUILT_IN,
                    CURLE_UNKNOWN_OPTION, CURLE_SETOPT_OPTION_SYNTAX, CURLE_BAD_FUNCTION_ARGUMENT,
                    CURLE_RECURSIVE_API_CALL, CURLE_AUTH_ERROR,
                ]
            ),
        ]
        return codes.reduce(into: [:]) { table, row in
            for code in row.1 { table[code.rawValue] = row.0 }
        }
    }()
}
