// SPDX-License-Identifier: Apache-2.0

import struct Foundation.Decimal

/// A message as Plivo's status and list show it; its text is not in it.
struct PlivoMessageObject: Decodable {
    /// Plivo's id of the message.
    let id: String
    /// The word for what has become of it.
    let state: String
    /// `outbound` or `inbound`; `nil` where it is not told.
    let direction: String?
    /// The recipient's digits, without `+`.
    let recipient: String
    /// The sender's digits without `+`, or its name.
    let sender: String
    /// When it was accepted; `nil` where the text is no time.
    let time: String?
    /// The error code; `nil` where there is none, or `000`, which is none either.
    let errorCode: String?
    /// Plivo's own words for the error; often empty.
    let errorMessage: String
    /// What it cost in USD, as far as that is known.
    let amount: Decimal?
    /// The segments billed.
    let units: Int?

    private enum CodingKeys: String, CodingKey {
        case id = "message_uuid"
        case state = "message_state"
        case direction = "message_direction"
        case recipient = "to_number"
        case sender = "from_number"
        case time = "message_time"
        case errorCode = "error_code"
        case errorMessage = "error_message"
        case amount = "total_amount"
        case units
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(String.self, forKey: .id)
        state = try fields.decode(String.self, forKey: .state)
        direction = fields.text(.direction)
        recipient = fields.text(.recipient) ?? ""
        sender = fields.text(.sender) ?? ""
        time = fields.text(.time)
        errorCode = fields.text(.errorCode).flatMap { $0.isEmpty || $0 == PlivoErrorCode.delivered ? nil : $0 }
        errorMessage = fields.text(.errorMessage) ?? ""
        amount = fields.text(.amount).flatMap { Decimal(string: $0) }
        units = fields.text(.units).flatMap { Int($0) }
    }
}
