// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import HTTP
import PhoneNumbers

/// Plivo's answer to the question what has become of one message.
struct PlivoStatus: DeliveryStatus {
    /// The account.
    let endpoint: ProviderEndpoint

    func statusRequest(forMessage id: String) -> HTTPRequest? {
        PathSegment(id).map { endpoint.request(.get, "\(endpoint.plivoMessages)\($0.encoded)/") }
    }

    func statusAnswer(from response: HTTPResponse) -> StatusAnswer {
        guard response.status == 200 else {
            return StatusAnswer(QuestionFailure(plivo: response, hiding: endpoint.secrets))
        }
        guard let object = JSONBytes.decode(PlivoMessageObject.self, from: response.body) else {
            return .tryAgain(PlivoError.unreadable)
        }
        return .found(object.report(hiding: endpoint.secrets))
    }
}

/// Plivo's list of messages.
///
/// It does not hold their texts.
struct PlivoLog: MessageLog {
    /// The most messages that Plivo puts on a page.
    private static let pageSize = 20
    /// The filter's zone is not documented, so a day more on both sides is asked for.
    private static let padding = 86_400.0

    /// The account.
    let endpoint: ProviderEndpoint

    func logRequest(_ query: LogQuery, page: String?) -> HTTPRequest {
        let fields = PercentEncoding.fields([
            "to_number": String(query.recipient.e164.dropFirst()), "message_direction": "outbound",
            "message_time__gte": PlivoTime.filter(query.from.addingTimeInterval(-Self.padding)),
            "message_time__lte": PlivoTime.filter(query.through.addingTimeInterval(Self.padding)),
            "limit": String(Self.pageSize), "offset": page ?? "0",
        ])
        return endpoint.request(.get, "\(endpoint.plivoMessages)?\(fields)")
    }

    func logAnswer(from response: HTTPResponse) -> LogAnswer {
        guard response.status == 200 else {
            return LogAnswer(QuestionFailure(plivo: response, hiding: endpoint.secrets))
        }
        guard let page = JSONBytes.decode(PlivoMessagePage.self, from: response.body) else {
            return .tryAgain(PlivoError.unreadable)
        }
        let outbound = page.objects.filter { $0.direction != "inbound" }
        let messages = outbound.compactMap { $0.logged(hiding: endpoint.secrets) }
        // A message that cannot be read might be the one that is looked for.
        guard messages.count == outbound.count else { return .failed(Self.unreadableMessage) }
        return .page(messages, next: page.next)
    }

    private static var unreadableMessage: ProviderWord {
        ProviderWord(text: "a message in Plivo's log has no time that can be read")
    }
}

/// A message as Plivo's status and list show it; its text is not in it.
struct PlivoMessageObject: Decodable {
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
        errorCode = fields.text(.errorCode).flatMap {
            $0.isEmpty || $0 == PlivoErrorCode.delivered ? nil : $0
        }
        errorMessage = fields.text(.errorMessage) ?? ""
        amount = fields.text(.amount).flatMap(DecimalText.cost)
        units = fields.text(.units).flatMap { Int($0) }
    }
}

extension PlivoMessageObject {
    /// What has become of the message.
    ///
    /// - Parameter secrets: values that an answer may echo and that must not be shown.
    /// - Returns: the report, with a price as soon as there is one.
    func report(hiding secrets: [String]) -> DeliveryReport {
        var report = DeliveryReport(deliveryState, isFinal: isFinal)
        report.word = word(hiding: secrets)
        // Before a carrier has it nothing was charged yet: a 0 is no price.
        report.cost = deliveryState == .queued ? nil : amount
        report.currency = report.cost == nil ? nil : "USD"
        report.segments = units.flatMap { $0 > 0 ? $0 : nil }
        report.proof = deliveryState == .delivered ? nil : errorCode.flatMap(PlivoErrorCode.proof)
        return report
    }

    /// The message as an entry of the log; `nil` where id or time cannot be read, so that nobody
    /// can tell which it is.
    func logged(hiding secrets: [String]) -> LoggedMessage? {
        guard !id.isEmpty, let date = time.flatMap(PlivoTime.date) else { return nil }
        let delivery = report(hiding: secrets)
        var message = LoggedMessage(
            id: ProviderWord.id(id, hiding: secrets),
            to: PhoneNumber(e164: recipient.hasPrefix("+") ? recipient : "+" + recipient),
            from: sender, acceptedAt: date, delivery: delivery)
        message.segments = delivery.segments
        return message
    }

    private var deliveryState: DeliveryState {
        switch state.lowercased() {
        case "queued": .queued
        case "sent": .sent
        case "delivered", "read": .delivered
        case "undelivered": .undelivered
        case "failed", "rejected": errorCode == PlivoErrorCode.expired ? .expired : .failed
        default: .unknown
        }
    }

    private var isFinal: Bool {
        switch deliveryState {
        case .delivered, .undelivered, .failed, .expired: true
        case .queued, .sent, .unknown: false
        }
    }

    private func word(hiding secrets: [String]) -> ProviderWord? {
        guard let errorCode else {
            return deliveryState == .unknown
                ? ProviderWord(text: "the state “\(state)”", hiding: secrets) : nil
        }
        let own = errorMessage.isEmpty ? "Plivo's error code \(errorCode)" : errorMessage
        return ProviderWord(
            code: errorCode, text: PlivoErrorCode.meaning(of: errorCode) ?? own, hiding: secrets)
    }
}

/// A page of Plivo's list of messages.
struct PlivoMessagePage: Decodable {
    private struct Meta: Decodable {
        let offset: Int
        let total: Int?
        let next: String?

        enum CodingKeys: String, CodingKey {
            case offset, next
            case total = "total_count"
        }

        /// Where the messages after so many begin; `nil` where there are none.
        func end(after count: Int) throws -> Int? {
            let (end, overflows) = offset.addingReportingOverflow(count)
            guard !overflows, offset >= 0 else { throw Self.senseless }
            let hasMore = next != nil || total ?? end > end
            // A page without a message that is not the last would be asked for again and again.
            guard hasMore, count == 0 else { return hasMore ? end : nil }
            throw Self.senseless
        }

        private static let senseless = DecodingError.dataCorrupted(
            .init(codingPath: [], debugDescription: "a page that leads nowhere"))
    }

    let objects: [PlivoMessageObject]
    /// The offset of the next page, as text; `nil` where this is the last.
    let next: String?

    private enum CodingKeys: CodingKey { case meta, objects }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let meta = try fields.decode(Meta.self, forKey: .meta)
        objects = try fields.decode([PlivoMessageObject].self, forKey: .objects)
        next = try meta.end(after: objects.count).map(String.init)
    }
}

/// Times as Plivo writes them: `2017-05-22 21:36:14.244057+05:30`.
///
/// The fraction may be missing or of any length, a `T` may stand between day and time, and the
/// offset may be `Z` or without its colon. Without any offset a time says nothing: the account's
/// zone is not known here.
enum PlivoTime {
    /// Reads a time; `nil` where the text is none.
    static func date(_ text: String) -> Date? {
        let shape =
            #/(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|([+-])(\d\d):?(\d\d))/#
        guard let parts = text.wholeMatch(of: shape)?.output,
            let midnight = day(year: Int(parts.1), month: Int(parts.2), day: Int(parts.3)),
            let time = seconds(hours: parts.4, minutes: parts.5, seconds: parts.6),
            let offset = seconds(hours: parts.9 ?? "00", minutes: parts.10 ?? "00", seconds: "00")
        else { return nil }
        let fraction = parts.7.flatMap { Double("0\($0)") } ?? 0
        return midnight.addingTimeInterval(
            Double(time + (parts.8 == "-" ? offset : -offset)) + fraction)
    }

    /// Writes a time in UTC, to the second, as the list's filters take it.
    static func filter(_ date: Date) -> String {
        let seconds = min(max(date.timeIntervalSince1970.rounded(.down), 0), 253_402_300_799)
        return filterStyle.format(Date(timeIntervalSince1970: seconds))
    }

    private static let filterStyle = Date.ISO8601FormatStyle().year().month().day()
        .dateTimeSeparator(.space).time(includingFractionalSeconds: false)

    /// A second of 60 is a leap second.
    private static func seconds(hours: Substring, minutes: Substring, seconds: Substring) -> Int? {
        guard let hours = Int(hours), let minutes = Int(minutes), let seconds = Int(seconds),
            hours < 24, minutes < 60, seconds <= 60
        else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }

    /// The beginning of a day in UTC; `nil` for a day that the calendar does not have.
    private static func day(year: Int?, month: Int?, day: Int?) -> Date? {
        let parts = DateComponents(year: year, month: month, day: day)
        return (year ?? 0) >= 1 && parts.isValidDate(in: calendar)
            ? calendar.date(from: parts) : nil
    }

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()
}

/// The codes with which Plivo says what became of a message after it was accepted.
///
/// Meanings: Plivo's page [Messaging error
/// codes](https://www.plivo.com/docs/messaging/troubleshooting/error-codes). What a code proves of
/// the number or the account is this program's reading.
enum PlivoErrorCode {
    /// The code of a message that was delivered, which is no error.
    static let delivered = "000"
    /// The code of a message that waited in Plivo's queue for too long.
    static let expired = "420"

    /// What a code says of more than its own message; `nil` for most, and for those that are not
    /// known.
    static func proof(of code: String) -> DeliveryReport.Proof? { table[code]?.proof }

    /// What a code means, in words; `nil` for one that is not known.
    static func meaning(of code: String) -> String? { table[code]?.meaning }

    /// Whose matter a code is, for a person who reads it in a report.
    static func kind(of code: String) -> CodeKind { kinds[code] ?? .unexplained }

    private static let kinds: [String: CodeKind] = [
        "10": .content, "20": .passing, "30": .content, "40": .account, "50": .landline,
        "60": .passing, "70": .recipient, "80": .passing, "90": .recipient, "100": .content,
        "110": .content, "200": .optedOut, "201": .country, "300": .passing, "420": .passing,
        "450": .country, "451": .account, "900": .account, "910": .account,
    ]

    private static let table: [String: (meaning: String, proof: DeliveryReport.Proof?)] = [
        "10": ("the message is not valid", nil), "20": ("a fault of the carrier's network", nil),
        "30": ("taken for spam", nil), "40": ("the sender is not valid", .accountRefused(.sender)),
        "50": ("the number cannot get text messages, or is a landline", .landline),
        "60": ("a loop between carriers", nil), "70": ("the handset is unavailable for good", nil),
        "80": ("the handset is unavailable for now", nil),
        "90": ("there is no route to the number", nil), "100": ("prohibited by the carrier", nil),
        "110": ("the message is too long", nil), "200": ("the recipient has opted out", .optedOut),
        "201": ("toll-free senders may not text this country", nil),
        "300": ("Plivo could not pass it on", nil),
        "420": ("it waited in Plivo's queue for too long", nil),
        "450": ("the country is not enabled for the account", nil),
        "451": ("the account's limit for this country was reached", nil),
        "900": ("the account has no credit", .accountRefused(.credit)),
        "910": ("the account is disabled", .accountRefused(.suspended)),
        "1000": ("an error that Plivo does not name", nil),
    ]
}
