// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
import PhoneNumbers

import struct Foundation.Decimal

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

extension TwilioMessage {
    /// Twilio's words for what has become of a message, and whether another may follow.
    private static let states: [String: (state: DeliveryState, isFinal: Bool)] = [
        "accepted": (.queued, false), "queued": (.queued, false), "scheduled": (.queued, false),
        "sending": (.queued, false), "sent": (.sent, false), "delivered": (.delivered, true),
        "read": (.delivered, true), "partially_delivered": (.delivered, true),
        "undelivered": (.undelivered, true), "failed": (.failed, true), "canceled": (.failed, true),
    ]

    /// What has become of the message; `nil` where no state is named, as in an answer that is no
    /// message.
    func delivery(hiding secrets: [String]) -> DeliveryReport? {
        guard let status, !status.isEmpty else { return nil }
        let known = Self.states[status]
        var report = DeliveryReport(known?.state ?? .unknown, isFinal: known?.isFinal ?? false)
        let code = errorCode.flatMap { Int($0) }
        if code == TwilioErrorCode.validityExpired, report.isFinal { report.state = .expired }
        report.proof = code.flatMap { TwilioErrorCode.meaning(of: $0) }?.proof
        report.word =
            word(hiding: secrets)
            ?? (known == nil ? ProviderWord(text: status, hiding: secrets) : nil)
        report.cost = price.flatMap(DecimalText.cost)
        report.currency =
            report.cost == nil ? nil : currency.map { ProviderWord.tidy($0, hiding: secrets) }
        report.segments = segmentCount
        return report
    }

    /// The error in our words where its code is known: Twilio's own may change, and are often
    /// missing.
    private func word(hiding secrets: [String]) -> ProviderWord? {
        guard let errorCode, errorCode != "0" else { return nil }
        let known = Int(errorCode).flatMap { TwilioErrorCode.deliveries[$0]?.words }
        let said = errorMessage.flatMap { $0.isEmpty ? nil : $0 }
        return ProviderWord(
            code: errorCode, text: known ?? said ?? "error \(errorCode)", hiding: secrets)
    }
}

extension TwilioMessage {
    /// The message as one of the log; `nil` where its id, its time or its state cannot be read.
    func logged(hiding secrets: [String]) -> LoggedMessage? {
        guard let sid, !sid.isEmpty,
            let created = dateCreated.flatMap({ RFC2822Date.date(parsing: $0) }),
            let report = delivery(hiding: secrets)
        else { return nil }
        var message = LoggedMessage(
            id: ProviderWord.id(sid, hiding: secrets), to: to.flatMap { PhoneNumber(e164: $0) },
            from: ProviderWord.tidy(from ?? "", hiding: secrets), acceptedAt: created,
            delivery: report)
        message.pool = service
        message.segments = segmentCount
        // With message redaction the text is kept from everybody, and the list has an empty one.
        message.text = body.flatMap { $0.isEmpty ? nil : $0 }
        return message
    }
}

/// Twilio's list of messages, with their texts.
///
/// Only the recipient is filtered for. Twilio's filter by time compares the date of sending, which
/// a message does not have as long as it waits in a queue, for hours where the sender is slow: left
/// out of the list, it would seem never to have been accepted.
struct TwilioLog: MessageLog {
    /// The most messages that Twilio puts on a page.
    private static let pageSize = "1000"

    /// The account.
    let endpoint: ProviderEndpoint

    func logRequest(_ query: LogQuery, page: String?) -> HTTPRequest {
        let first = PercentEncoding.fields(["To": query.recipient.e164, "PageSize": Self.pageSize])
        return endpoint.request(.get, "\(endpoint.twilioMessages).json?\(page ?? first)")
    }

    func logAnswer(from response: HTTPResponse) -> LogAnswer {
        guard response.status == 200 else {
            return LogAnswer(QuestionFailure(twilio: response, hiding: endpoint.secrets))
        }
        guard let page = JSONBytes.decode(TwilioMessagePage.self, from: response.body) else {
            return .tryAgain(ProviderWord(text: "the answer is not a list of Twilio's messages"))
        }
        let outbound = page.messages.filter { $0.direction != "inbound" }
        let messages = outbound.compactMap { $0.logged(hiding: endpoint.secrets) }
        // A message that cannot be read, or a page that cannot be had, might hold the one that is
        // looked for.
        guard messages.count == outbound.count else {
            return .failed(Self.unreadable("a message in it cannot be read"))
        }
        guard let uri = page.nextPage, !uri.isEmpty else { return .page(messages, next: nil) }
        guard let next = Self.query(of: uri) else {
            return .failed(Self.unreadable("the address of its next page cannot be used"))
        }
        return .page(messages, next: next)
    }

    /// The query of the next page's address; the rest of it is not followed, so that no answer can
    /// lead the credentials elsewhere.
    private static func query(of uri: String) -> String? {
        let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let query = parts.last, !query.isEmpty, query.utf8.count <= 2000
        else { return nil }
        return query.utf8.allSatisfy(isAllowed) ? String(query) : nil
    }

    /// What may stand in a query (RFC 3986 §3.4).
    private static func isAllowed(_ byte: UInt8) -> Bool {
        let character = Character(Unicode.Scalar(byte))
        return character.isASCII
            && (character.isLetter || character.isNumber
                || "-._~%!$&'()*+,;=:@/?".contains(character))
    }

    private static func unreadable(_ detail: String) -> ProviderWord {
        ProviderWord(text: "Twilio's log is not complete: \(detail)")
    }
}

/// A page of the list.
private struct TwilioMessagePage: Decodable {
    let messages: [TwilioMessage]
    let nextPage: String?

    private enum CodingKeys: String, CodingKey {
        case messages
        case nextPage = "next_page_uri"
    }
}

/// Asks Twilio what has become of one message.
struct TwilioStatus: DeliveryStatus {
    /// The account.
    let endpoint: ProviderEndpoint

    func statusRequest(forMessage id: String) -> HTTPRequest? {
        PathSegment(id).map {
            endpoint.request(.get, "\(endpoint.twilioMessages)/\($0.encoded).json")
        }
    }

    func statusAnswer(from response: HTTPResponse) -> StatusAnswer {
        guard response.status == 200 else {
            return StatusAnswer(QuestionFailure(twilio: response, hiding: endpoint.secrets))
        }
        let message = JSONBytes.decode(TwilioMessage.self, from: response.body)
        guard let report = message?.delivery(hiding: endpoint.secrets) else {
            return .tryAgain(ProviderWord(text: "the answer is not a message of Twilio's"))
        }
        return .found(report)
    }
}
