// SPDX-License-Identifier: Apache-2.0

import HTTP

import struct Foundation.Decimal

/// The fields of a message that are used, from the answer to a message and from that to a question after one.
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
    struct Destination: Decodable {
        let status: String?
    }

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

    /// What the message cost.
    struct Cost: Decodable {
        let amount: Decimal?
        let currency: String?

        private enum CodingKeys: CodingKey {
            case amount, currency
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            let text = fields.text(.amount)
            amount = (text.map(DecimalText.decimal) ?? fields.lenient(Decimal.self, .amount)).map { abs($0) }
            currency = fields.lenient(String.self, .currency)
        }
    }
}

/// The envelope of every answer that is no error.
struct TelnyxData<Content: Decodable>: Decodable {
    let data: Content
}
