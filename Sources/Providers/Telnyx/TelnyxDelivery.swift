// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP

import struct Foundation.Decimal

/// Turns a message of Telnyx's into a report of its delivery.
struct TelnyxDelivery {
    private let message: TelnyxMessageObject
    private let secrets: [String]

    init(_ message: TelnyxMessageObject, hiding secrets: [String]) {
        self.message = message
        self.secrets = secrets
    }

    var report: DeliveryReport {
        let known = message.destination?.status.flatMap { Self.states[$0.lowercased()] }
        var report = DeliveryReport(known?.state ?? .unknown, isFinal: known?.isFinal ?? false)
        report.word = word(isKnown: known != nil, report.state)
        report.cost = message.cost?.amount
        report.currency = report.cost == nil ? nil : message.cost?.currency ?? "USD"
        report.segments = message.segments
        report.proof =
            report.state == .delivered ? nil : message.errors.lazy.compactMap(\.proof).first
        return report
    }

    /// The states of `to[].status`, and whether another may follow.
    private static let states: [String: (state: DeliveryState, isFinal: Bool)] = [
        "queued": (.queued, false), "sending": (.queued, false), "sent": (.sent, false),
        "delivered": (.delivered, true), "read": (.delivered, true),
        "delivery_failed": (.undelivered, true), "sending_failed": (.failed, true),
        "expired": (.expired, true), "delivery_unconfirmed": (.unknown, true),
    ]

    private func word(isKnown: Bool, _ state: DeliveryState) -> ProviderWord? {
        if let error = message.errors.first { return error.word(status: 200, hiding: secrets) }
        guard let status = message.destination?.status, !isKnown || state == .unknown else {
            return nil
        }
        return ProviderWord(text: status, hiding: secrets)
    }
}

extension TelnyxError {
    /// What it proves beyond its own message.
    fileprivate var proof: DeliveryReport.Proof? {
        switch meaning {
        case .landline: .landline
        case .stop where saysStop: .optedOut
        case .account(let refusal): .accountRefused(refusal)
        default: nil
        }
    }
}

/// Asks Telnyx, which remembers messages for 10 days, what has become of one.
struct TelnyxStatus: DeliveryStatus {
    let endpoint: ProviderEndpoint

    func statusRequest(forMessage id: String) -> HTTPRequest? {
        PathSegment(id).map {
            endpoint.request(.get, "\(endpoint.baseURL)/v2/messages/\($0.encoded)")
        }
    }

    func statusAnswer(from response: HTTPResponse) -> StatusAnswer {
        if response.status == 200 { return report(response) }
        let error = TelnyxError.all(in: response).first
        let word = TelnyxError.word(error, in: response, hiding: endpoint.secrets)
        let failure = QuestionFailure(status: response.status, isProviders: error != nil, word)
        switch (failure, error?.meaning) {
        case (.account, .account(let refusal)), (.failed, .account(let refusal)):
            return .accountRefused(refusal, word)
        default: return StatusAnswer(failure)
        }
    }

    private func report(_ response: HTTPResponse) -> StatusAnswer {
        guard let message = TelnyxMessageObject.read(response), message.id != nil else {
            return .tryAgain(
                ProviderWord(text: "Telnyx answered with something that is not a message's JSON"))
        }
        return .found(TelnyxDelivery(message, hiding: endpoint.secrets).report)
    }
}

/// The fields of a message that are used, from the answer to a message and from that to a question
/// after one.
struct TelnyxMessageObject: Decodable {
    let id: String?
    let destination: Destination?
    let segments: Int?
    let cost: Cost?
    let errors: [TelnyxError]

    private enum CodingKeys: String, CodingKey {
        case id, to, cost, errors
        case segments = "parts"
    }

    /// The one recipient, with the word for what became of the message.
    struct Destination: Decodable { let status: String? }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = fields.lenient(String.self, .id)
        destination =
            fields.lenient([Destination].self, .to)?.first ?? fields.lenient(Destination.self, .to)
        segments = fields.text(.segments).flatMap { Int($0) }
        cost = fields.lenient(Cost.self, .cost)
        errors = fields.lenient([TelnyxError].self, .errors) ?? []
    }

    /// Whether it will never leave Telnyx.
    var hasFailedBeforeSending: Bool { destination?.status == "sending_failed" }

    /// Reads the message of an answer; `nil` where the body is not Telnyx's.
    static func read(_ response: HTTPResponse) -> TelnyxMessageObject? {
        JSONBytes.decode(TelnyxData<TelnyxMessageObject>.self, from: response.body)?.data
    }

    struct Cost: Decodable {
        let amount: Decimal?
        let currency: String?

        private enum CodingKeys: CodingKey { case amount, currency }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            let text = fields.text(.amount)
            let number = text == nil ? fields.lenient(Decimal.self, .amount) : nil
            amount = text.flatMap(DecimalText.cost) ?? number?.magnitude
            currency = fields.lenient(String.self, .currency)
        }
    }
}

/// The envelope of every answer that is no error.
struct TelnyxData<Content: Decodable>: Decodable { let data: Content }
