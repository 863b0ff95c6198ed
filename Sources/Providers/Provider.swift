// SPDX-License-Identifier: Apache-2.0

package import HTTP
package import PhoneNumbers

/// The wire format of one provider account: what to ask, and what an answer means.
///
/// A provider holds no policy. It neither waits nor retries nor counts; it turns a question into a request and a response into
/// one of a closed set of meanings. Adding a provider is one type that conforms and one line in ``ProviderCatalogue``.
package protocol Provider: Sendable {
    /// The name of the provider entry in the configuration, as the report's `provider` column shows it.
    var name: String { get }

    /// Makes the request that asks for the line type and carrier of a number. A GET, free to be repeated.
    func lookupRequest(for number: PhoneNumber) -> HTTPRequest

    /// Reads the answer to a lookup.
    func lookupAnswer(from response: HTTPResponse) -> LookupAnswer

    /// Makes the request that hands over one message to one recipient. Never to be repeated unless it was certainly not accepted.
    func sendRequest(for message: OutgoingMessage) -> HTTPRequest

    /// Reads the answer to a message.
    func sendAnswer(from response: HTTPResponse) -> SendAnswer

    /// How long a message that is handed over again, with the same id and content, is answered with the first one's result in
    /// the place of a second message; `nil` where nothing keeps it from being sent twice.
    var idempotencyWindow: Duration? { get }

    /// Reads the answer to a message that is known, as it must be where the provider gives no ids of its own.
    func sendAnswer(from response: HTTPResponse, to message: OutgoingMessage) -> SendAnswer

    /// For how long the provider tries to deliver a message; `nil` where it cannot be told.
    var validity: ValidityRange? { get }

    /// How the provider tells what has become of a message.
    var deliveryStatus: Offer<any DeliveryStatus> { get }

    /// The provider's list of messages.
    var messageLog: Offer<any MessageLog> { get }
}

extension Provider {
    /// The answer says it all, unless a provider gives no ids.
    package func sendAnswer(from response: HTTPResponse, to message: OutgoingMessage) -> SendAnswer {
        sendAnswer(from: response)
    }

    /// None, unless a provider says otherwise.
    package var validity: ValidityRange? { nil }

    /// None, unless a provider says otherwise.
    package var idempotencyWindow: Duration? { nil }

    /// None, unless a provider says otherwise.
    package var deliveryStatus: Offer<any DeliveryStatus> {
        .missing("the provider entry “\(name)” has no way to ask what became of a message")
    }

    /// None, unless a provider says otherwise.
    package var messageLog: Offer<any MessageLog> {
        .missing("the provider entry “\(name)” has no list of messages to compare with")
    }
}
