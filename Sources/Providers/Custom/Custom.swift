// SPDX-License-Identifier: Apache-2.0

package import HTTP
package import PhoneNumbers

/// The wire format of a gateway that the configuration describes.
///
/// The configuration's reader has refused whatever cannot work, and asks for a service only where there is one.
package struct Custom: Provider {
    package let name: String
    private let gateway: CustomGateway
    private let variables: [String: String]
    private let connection: GatewayConnection

    /// Makes the wire format for one entry.
    ///
    /// - Parameters:
    ///   - name: the provider entry's name.
    ///   - gateway: the description.
    ///   - variables: the values of the environment variables that it names.
    ///   - connection: credentials, time-out and trust.
    package init(
        name: String,
        gateway: CustomGateway,
        variables: [String: String],
        connection: GatewayConnection
    ) {
        self.name = name
        self.gateway = gateway
        self.variables = variables
        self.connection = connection
    }

    package func lookupRequest(for number: PhoneNumber) -> HTTPRequest {
        let words = GatewayWords(lookingUp: number, variables: variables)
        return gateway.lookup?.request.filled(with: words, connection, beginsOnce: false) ?? Self.noRequest
    }

    package func lookupAnswer(from response: HTTPResponse) -> LookupAnswer {
        guard let lookup = gateway.lookup else { return .failed(Self.noService) }
        return CustomLookupReader(service: lookup, secrets: secrets).answer(from: response)
    }

    package func sendRequest(for message: OutgoingMessage) -> HTTPRequest {
        guard let send = gateway.send else { return Self.noRequest }
        let words = send.words(message, variables: variables)
        return send.request.filled(with: words, connection, beginsOnce: true)
    }

    package func sendAnswer(from response: HTTPResponse) -> SendAnswer {
        answer(from: response, ownID: nil)
    }

    package func sendAnswer(from response: HTTPResponse, to message: OutgoingMessage) -> SendAnswer {
        answer(from: response, ownID: message.id)
    }

    package var deliveryStatus: Offer<any DeliveryStatus> {
        guard let status = gateway.status else {
            return .missing(
                "the provider entry “\(name)” has no “status”, so there is no way to ask what became of a message"
            )
        }
        return .offered(
            CustomDelivery(service: status, variables: variables, connection: connection, secrets: secrets)
        )
    }

    private func answer(from response: HTTPResponse, ownID: String?) -> SendAnswer {
        guard let send = gateway.send else { return .accountRefused(.configuration, Self.noService) }
        return CustomSendReader(service: send, secrets: secrets).answer(from: response, ownID: ownID)
    }

    private var secrets: [String] { GatewaySecrets.all(variables: variables, credentials: connection.credentials) }

    /// A request that no transport sends.
    private static let noRequest = HTTPRequest(method: .get, url: "")
    private static let noService = ProviderWord(text: "the provider entry has no such service")
}
