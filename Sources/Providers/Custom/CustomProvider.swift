// SPDX-License-Identifier: Apache-2.0

import Basics
package import HTTP
package import PhoneNumbers
package import SMSText

/// The wire format of a gateway that the configuration describes.
///
/// The configuration's reader has refused whatever cannot work, and asks for a service only where
/// there is one.
package struct Custom: Provider {
    package let name: String
    package let listsAccountRefusals = true
    private let gateway: CustomGateway
    private let variables: [String: String]
    private let connection: GatewayConnection
    /// Values that an answer may echo and that must not be shown.
    private let secrets: [String]

    /// Makes the wire format for one entry.
    ///
    /// - Parameters:
    ///   - name: the provider entry's name.
    ///   - gateway: the description.
    ///   - variables: the values of the environment variables that it names.
    ///   - connection: credentials, time-out and trust.
    package init(
        name: String, gateway: CustomGateway, variables: [String: String],
        connection: GatewayConnection
    ) {
        self.name = name
        self.gateway = gateway
        self.variables = variables
        self.connection = connection
        let requests = [gateway.send?.request, gateway.lookup?.request, gateway.status?.request]
        secrets = GatewaySecrets.all(
            variables: variables, credentials: connection.credentials,
            requests: requests.compactMap { $0 })
    }

    package func lookupRequest(for number: PhoneNumber) -> HTTPRequest {
        let words = GatewayWords(lookingUp: number, variables: variables)
        return gateway.lookup?.request.filled(with: words, connection, beginsOnce: false)
            ?? Self.noRequest
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

    package func sendAnswer(from response: HTTPResponse, to message: OutgoingMessage) -> SendAnswer
    { answer(from: response, ownID: message.id) }

    package var deliveryStatus: Capability<any DeliveryStatus> {
        guard let status = gateway.status else {
            return .missing(
                "the provider entry “\(name)” has no “status”, so there is no way to ask "
                    + "what became of a message")
        }
        return .offered(
            CustomDelivery(
                service: status, variables: variables, connection: connection, secrets: secrets))
    }

    private func answer(from response: HTTPResponse, ownID: String?) -> SendAnswer {
        guard let send = gateway.send else {
            return .accountRefused(.configuration, Self.noService)
        }
        return CustomSendReader(service: send, secrets: secrets).answer(
            from: response, ownID: ownID)
    }

    /// A request that no transport sends.
    private static let noRequest = HTTPRequest(method: .get, url: "")
    private static let noService = ProviderWord(text: "the provider entry has no such service")
}

/// The question of a configured gateway what became of a message.
struct CustomDelivery: DeliveryStatus {
    let service: CustomStatus
    let variables: [String: String]
    let connection: GatewayConnection
    let secrets: [String]

    func statusRequest(forMessage id: String) -> HTTPRequest? {
        guard !id.isEmpty, PathSegment(id) != nil || !service.request.url.hasPathPlaceholder(.id)
        else { return nil }
        let words = GatewayWords(askingAfter: id, variables: variables)
        return service.request.filled(with: words, connection, beginsOnce: false)
    }

    func statusAnswer(from response: HTTPResponse) -> StatusAnswer {
        CustomStatusReader(service: service, secrets: secrets).answer(from: response)
    }
}

/// A gateway that is described by the configuration alone; each of its three services may be
/// missing.
package struct CustomGateway: Sendable, Hashable {
    /// How messages are handed over.
    package var send: CustomSend?
    /// How line types are asked for.
    package var lookup: CustomLookup?
    /// How to ask what became of a message.
    package var status: CustomStatus?

    package init(send: CustomSend? = nil, lookup: CustomLookup? = nil, status: CustomStatus? = nil)
    {
        self.send = send
        self.lookup = lookup
        self.status = status
    }
}

/// How a configured gateway tells a number's line type.
package struct CustomLookup: Sendable, Hashable {
    /// The request that asks.
    package var request: GatewayRequest
    /// How its answers are told apart.
    package var rules: AnswerRules
    /// Where the word for the line type stands.
    package var lineType: AnswerPath
    /// Where the carrier's name stands.
    package var carrier: AnswerPath?
    /// The gateway's words; the common ones are known besides.
    package private(set) var lineTypes: [String: LineType] = [:]
    /// The codes and statuses that say that there is no such number.
    package var noSuchNumber = AnswerCodes()

    /// Makes the description of a service without words of its own.
    package init(request: GatewayRequest, rules: AnswerRules = AnswerRules(), lineType: AnswerPath)
    {
        self.request = request
        self.rules = rules
        self.lineType = lineType
    }

    /// Adds a word; case, spaces, `-` and `_` do not count in it.
    package mutating func add(_ word: String, meaning type: LineType) {
        lineTypes[LineTypeWords.folded(word)] = type
    }

    /// The line type that a word stands for.
    func lineType(for word: String?) -> LineType {
        word.flatMap { lineTypes[LineTypeWords.folded($0)] } ?? LineTypeWords.lineType(for: word)
    }
}

/// How a configured gateway takes messages.
package struct CustomSend: Sendable, Hashable {
    /// The request that hands a message over.
    package var request: GatewayRequest
    /// How its answers are told apart.
    package var rules: AnswerRules
    /// Where the gateway's id of the message stands; `nil`: it gives none, and our own stands for
    /// it.
    package var messageID: AnswerPath?
    /// The codes and statuses that say that the message was not processed.
    package var safeToRetry = AnswerCodes()
    /// The codes and statuses that say that the recipient has opted out.
    package var optedOut = AnswerCodes()
    /// The codes and statuses that say that the gateway has accepted a message with this id before.
    package var knownAlready = AnswerCodes()

    /// What the gateway calls the encodings, for `{{encoding}}`.
    package var encodings: [TextEncoding: String] = [:]

    /// Makes the description of a service without words of its own.
    package init(request: GatewayRequest, rules: AnswerRules = AnswerRules()) {
        self.request = request
        self.rules = rules
    }

    /// Whether answers can be told to be the gateway's by more than their status.
    package var canRecogniseAnswers: Bool {
        rules.match != nil || messageID != nil || rules.errorCode != nil
    }

    /// What stands for the placeholders in the request for a message.
    func words(_ message: OutgoingMessage, variables: [String: String]) -> GatewayWords {
        let encoding = SegmentCount(of: message.text).encoding
        return GatewayWords(
            message, encoding: encodings[encoding] ?? encoding.rawValue, variables: variables)
    }
}

/// How a configured gateway tells what became of a message.
package struct CustomStatus: Sendable, Hashable {
    /// The request that asks.
    package var request: GatewayRequest
    /// How its answers are told apart.
    package var rules: AnswerRules
    /// Where the word for the state stands.
    package var state: AnswerPath
    /// The gateway's words; the project's own are known besides.
    package private(set) var states: [String: DeliveryState] = [:]
    /// Where the real cost stands.
    package var cost: AnswerPath?

    /// Makes the description of a service without words of its own.
    package init(request: GatewayRequest, rules: AnswerRules = AnswerRules(), state: AnswerPath) {
        self.request = request
        self.rules = rules
        self.state = state
    }

    /// Adds a word, whose case does not count.
    package mutating func add(_ word: String, meaning state: DeliveryState) {
        states[word.lowercased()] = state
    }

    /// The state that a word stands for; `nil` for one that is not known.
    func state(for word: String) -> DeliveryState? {
        states[word.lowercased()] ?? DeliveryState(rawValue: word.lowercased())
    }
}
