// SPDX-License-Identifier: Apache-2.0

import HTTP
import Providers

/// What one lookup request came to.
enum LookupStep: Sendable, Hashable {
    case found(LineFacts)
    case noSuchNumber(ProviderWord)
    case failed(String)
    case again(detail: String, pause: RetryAfter?, isUnreachable: Bool)
    case account(AccountRefusal, ProviderWord)
    case stop(StopCause)

    /// Reads the answer to a lookup.
    init(_ answer: LookupAnswer, pause: RetryAfter?) {
        switch answer {
        case .found(let facts): self = .found(facts)
        case .noSuchNumber(let word): self = .noSuchNumber(word)
        case .accountRefused(let refusal, let word): self = .account(refusal, word)
        case .tryAgain(let word): self = .again(detail: word.text, pause: pause, isUnreachable: false)
        case .failed(let word): self = .failed(word.text)
        }
    }

    /// Reads a failure of the transport. A lookup changes nothing, so it may be repeated whatever happened to it.
    init(_ failure: TransportFailure) {
        switch failure.kind {
        case .certificate: self = .stop(.certificate(failure.detail))
        case .unsupported: self = .stop(.address(failure.detail))
        case .nameResolution, .connection, .tlsHandshake, .proxy:
            self = .again(detail: failure.detail, pause: nil, isUnreachable: true)
        case .timedOut, .connectionLost, .badResponse, .tooLarge, .cancelled:
            self = .again(detail: failure.detail, pause: nil, isUnreachable: false)
        }
    }
}
