// SPDX-License-Identifier: Apache-2.0

/// A message as Twilio shows it when it is created, asked after or listed.
///
/// Everything may be missing.
struct TwilioMessage: Decodable {
    let sid: String?
    let status: String?
    let direction: String?
    let to: String?
    let from: String?
    /// The Messaging Service that it went through.
    let service: String?
    let body: String?
    let dateCreated: String?
    /// A number in quotes; 0 as long as a Messaging Service has not chosen the sender.
    let segments: String?
    /// A negative amount in quotes; `nil` until it is known.
    let price: String?
    let currency: String?
    let errorCode: String?
    let errorMessage: String?

    private enum CodingKeys: String, CodingKey {
        case sid, status, direction, to, from, body, price
        case service = "messaging_service_sid"
        case dateCreated = "date_created"
        case segments = "num_segments"
        case currency = "price_unit"
        case errorCode = "error_code"
        case errorMessage = "error_message"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        sid = fields.text(.sid)
        status = fields.text(.status)
        direction = fields.text(.direction)
        to = fields.text(.to)
        from = fields.text(.from)
        service = fields.text(.service)
        body = fields.text(.body)
        dateCreated = fields.text(.dateCreated)
        segments = fields.text(.segments)
        price = fields.text(.price)
        currency = fields.text(.currency)
        errorCode = fields.text(.errorCode)
        errorMessage = fields.text(.errorMessage)
    }

    /// The segments billed; `nil` as long as they are not known.
    var segmentCount: Int? { segments.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } }
}
