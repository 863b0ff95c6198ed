// SPDX-License-Identifier: Apache-2.0

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
        /// The request is of a kind that this program does not send.
        case unsupported
    }

    /// Whether the request left.
    package enum Certainty: String, Sendable, Hashable, CaseIterable {
        /// It is certain that no byte of the request reached the server: trying again cannot double it.
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

    /// Creates a failure.
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
