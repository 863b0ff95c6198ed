// SPDX-License-Identifier: Apache-2.0

package import HTTP

/// The wire format in which a provider tells what has become of one message.
package protocol DeliveryStatus: Sendable {
    /// Makes the request that asks after an accepted message by the provider's id. A GET, free to be repeated.
    func statusRequest(forMessage id: String) -> HTTPRequest

    /// Reads the answer.
    func statusAnswer(from response: HTTPResponse) -> StatusAnswer
}

/// What the answer to a question after a message means.
package enum StatusAnswer: Sendable, Hashable {
    /// The provider knows the message.
    case found(DeliveryReport)
    /// The provider does not know the message (any more).
    case noSuchMessage(ProviderWord)
    /// The account may not ask: every further question would end the same.
    case accountRefused(AccountRefusal, ProviderWord)
    /// Not answered this time; asking again may help (429, server errors, unreadable answers).
    case tryAgain(ProviderWord)
    /// Answered so that asking again would not help, for this message.
    case failed(ProviderWord)
}
