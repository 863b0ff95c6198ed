// SPDX-License-Identifier: Apache-2.0

package import HTTP
package import Providers

/// What one request of a question to the provider came to.
package enum InquiryStep<Answer: Sendable>: Sendable {
    /// The provider answered.
    case answered(Answer)
    /// Asking again may help.
    case again(String, pause: RetryAfter?, isRefusedForHaste: Bool)
    /// The provider cannot be reached.
    case unreachable(String)
    /// Asking again would not help, for this question.
    case failed(String)
    /// No question would get an answer.
    case stop(StopCause)

    /// Asking again may help, as the response says.
    package static func again(_ word: ProviderWord, _ response: HTTPResponse) -> InquiryStep {
        .again(word.text, pause: response.retryAfter, isRefusedForHaste: response.status == 429)
    }

    /// Reads a failure of the transport: a question changes nothing, so it may be repeated whatever happened to it.
    init(_ failure: TransportFailure) {
        switch failure.kind {
        case .certificate: self = .stop(.certificate(failure.detail))
        case .unsupported: self = .stop(.address(failure.detail))
        case .nameResolution, .connection, .tlsHandshake, .proxy: self = .unreachable(failure.detail)
        case .timedOut, .connectionLost, .badResponse, .tooLarge, .cancelled:
            self = .again(failure.detail, pause: nil, isRefusedForHaste: false)
        }
    }
}
