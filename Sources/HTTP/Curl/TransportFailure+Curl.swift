// SPDX-License-Identifier: Apache-2.0

import CCurl

extension TransportFailure {
    /// Translates libcurl's verdict.
    init(_ evidence: CurlEvidence, order: Order) {
        let kind = Kind(evidence, to: order.destination)
        self.init(
            kind: kind,
            certainty: Certainty(hasBegun: evidence.hasBegun),
            detail: kind.sentence(evidence, order)
        )
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

    /// The transport has been shut down, or could not be started.
    static func notRunning(_ destination: Destination, hasBegun: Bool = false) -> Self {
        let detail = "the request to \(destination) was given up: the HTTP client is not running"
        return Self(kind: .cancelled, certainty: Certainty(hasBegun: hasBegun), detail: detail)
    }

    /// The system has no descriptors left for the transport itself.
    static let noDescriptors = Self(
        kind: .connection,
        certainty: .notSent,
        detail: "the HTTP client could not be started: too many open files"
    )
}

extension TransportFailure.Certainty {
    /// Only a request that no connection was ever about to carry is certain not to have been sent.
    init(hasBegun: Bool) {
        self = hasBegun ? .mayHaveBeenSent : .notSent
    }
}
