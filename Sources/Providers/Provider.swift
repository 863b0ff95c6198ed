// SPDX-License-Identifier: Apache-2.0

import Basics
package import HTTP
package import PhoneNumbers

/// The wire format of one provider account: what to ask, and what an answer means.
///
/// A provider holds no policy. It neither waits nor retries nor counts; it turns a question into a
/// request and a response into one of a closed set of meanings. Adding a provider is one type that
/// conforms and a ``Vendor`` in the same folder.
package protocol Provider: Sendable {
    /// The name of the provider entry in the configuration, as the report's `provider` column shows
    /// it.
    var name: String { get }

    /// Makes the request that asks for the line type and carrier of a number. A GET, free to be
    /// repeated.
    func lookupRequest(for number: PhoneNumber) -> HTTPRequest

    /// Reads the answer to a lookup.
    func lookupAnswer(from response: HTTPResponse) -> LookupAnswer

    /// Makes the request that hands over one message to one recipient. Never to be repeated unless
    /// it was certainly not accepted.
    func sendRequest(for message: OutgoingMessage) -> HTTPRequest

    /// Reads the answer to a message.
    func sendAnswer(from response: HTTPResponse) -> SendAnswer

    /// How long a message that is handed over again, with the same id and content, is answered with
    /// the first one's result in the place of a second message; `nil` where nothing keeps it from
    /// being sent twice.
    var idempotencyWindow: Duration? { get }

    /// Reads the answer to a message that is known, as it must be where the provider gives no ids
    /// of its own.
    func sendAnswer(from response: HTTPResponse, to message: OutgoingMessage) -> SendAnswer

    /// For how long the provider tries to deliver a message; `nil` where it cannot be told.
    var validity: ValidityRange? { get }

    /// Whether the configuration lists which refusals concern the account; else a 403 or 404 that
    /// the provider does not document may be meant for one recipient.
    var listsAccountRefusals: Bool { get }

    /// How the provider tells what has become of a message.
    var deliveryStatus: Capability<any DeliveryStatus> { get }

    /// The provider's list of messages.
    var messageLog: Capability<any MessageLog> { get }
}

extension Provider {
    /// The answer says it all, unless a provider gives no ids.
    package func sendAnswer(from response: HTTPResponse, to message: OutgoingMessage) -> SendAnswer
    { sendAnswer(from: response) }

    /// None, unless a provider says otherwise.
    package var validity: ValidityRange? { nil }

    /// Not, unless a provider says otherwise.
    package var listsAccountRefusals: Bool { false }

    /// None, unless a provider says otherwise.
    package var idempotencyWindow: Duration? { nil }

    /// None, unless a provider says otherwise.
    package var deliveryStatus: Capability<any DeliveryStatus> {
        .missing("the provider entry “\(name)” has no way to ask what became of a message")
    }

    /// None, unless a provider says otherwise.
    package var messageLog: Capability<any MessageLog> {
        .missing("the provider entry “\(name)” has no list of messages to compare with")
    }
}

/// Something that a provider has, or a sentence on why it has not.
package enum Capability<Service: Sendable>: Sendable {
    /// The provider has it.
    case offered(Service)
    /// The provider has no such thing; the sentence says so to a person.
    case missing(String)

    package var service: Service? { if case .offered(let service) = self { service } else { nil } }
}

/// One message to one recipient, as it is handed to a provider.
package struct OutgoingMessage: Sendable, Hashable {
    package let recipient: PhoneNumber
    /// The sender as configured: a number, a short code or an alphanumeric sender ID.
    package let sender: String
    /// The rendered text, in Unicode normalization form C.
    package let text: String
    /// Our own unique id (a UUID in lower case): the same for every try of this message, and an
    /// idempotency key where there is one.
    package let id: String

    /// For how many seconds the provider may try to deliver it; `nil`: for as long as it does by
    /// itself.
    package let validity: Int?

    package init(
        to recipient: PhoneNumber, from sender: String, text: String, id: String,
        validity: Int? = nil
    ) {
        self.recipient = recipient
        self.sender = sender
        self.text = text
        self.id = id
        self.validity = validity
    }
}

/// For how long a provider tries to deliver a message, where it can be told.
package struct ValidityRange: Sendable, Hashable {
    /// The fewest seconds that it accepts.
    package let shortest: Int
    /// The seconds for which it tries unless it is told.
    package let standard: Int

    /// Makes a range, in whole seconds.
    package init(shortest: Int, standard: Int) {
        self.shortest = shortest
        self.standard = standard
    }
}

/// What kind of sender the configuration names, told by its shape.
package enum SenderForm: Sendable, Hashable {
    /// A phone number or a short code: providers take both in the same field.
    case number
    /// A name in letters, or letters and digits.
    case alphanumeric
    /// The id of a pool of senders (a UUID), out of which the provider picks one.
    case pool

    /// Tells the kind of a sender.
    package init(_ sender: String) {
        self =
            Self.isUUID(sender)
            ? .pool : sender.contains(where: \.isLetter) ? .alphanumeric : .number
    }

    /// Hexadecimal digits in groups of 8, 4, 4, 4 and 12 (RFC 9562 §4), in upper or lower case.
    private static func isUUID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy { $0.isASCII && $0.isHexDigit }
    }
}
