// SPDX-License-Identifier: Apache-2.0

import HTTP
import Providers

/// What one lookup request came to.
enum LookupStep: Sendable, Hashable {
    case found(LineFacts)
    case noSuchNumber(ProviderWord)
    case refused(ProviderWord)
    case again(detail: String, pause: RetryAfter?, Obstacle)
    case account(AccountRefusal, ProviderWord)
    case stop(StopCause)
    /// No request was made: a cap leaves no money for it.
    case capped(String)

    /// What a lookup that may be tried again came up against.
    enum Obstacle: Sendable, Hashable {
        /// The provider could not be reached.
        case network
        /// The provider wants fewer requests (429, or in its own words).
        case rate
        /// The provider gave no usable answer.
        case answer
    }

    /// Reads the answer to a lookup, and the response that it came with.
    init(_ answer: LookupAnswer, _ response: HTTPResponse) {
        switch answer {
        case .found(let facts): self = .found(facts)
        case .noSuchNumber(let word): self = .noSuchNumber(word)
        case .accountRefused(let refusal, let word): self = .account(refusal, word)
        case .tryAgain(let word):
            self = .again(detail: word.text, pause: response.retryAfter, response.status == 429 ? .rate : .answer)
        case .throttled(let word): self = .again(detail: word.text, pause: response.retryAfter, .rate)
        case .failed(let word): self = .refused(word)
        }
    }

    /// Reads a failure of the transport.
    ///
    /// A lookup changes nothing, so it may be repeated whatever happened to it.
    init(_ failure: TransportFailure) {
        switch failure.kind {
        case .certificate: self = .stop(.certificate(failure.detail))
        case .unsupported: self = .stop(.address(failure.detail))
        case .nameResolution, .connection, .tlsHandshake, .proxy:
            self = .again(detail: failure.detail, pause: nil, .network)
        case .timedOut, .connectionLost, .badResponse, .tooLarge, .cancelled:
            self = .again(detail: failure.detail, pause: nil, .answer)
        }
    }
}

extension LookupStep {
    /// Whether the provider certainly charges nothing: it took the request for nothing, or never saw it.
    var isFree: Bool {
        switch self {
        case .again(_, _, let obstacle): obstacle != .answer
        case .account, .stop, .capped: true
        case .found, .noSuchNumber, .refused: false
        }
    }
}
