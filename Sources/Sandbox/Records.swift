// SPDX-License-Identifier: Apache-2.0

import LoopbackServer

import struct Foundation.Date

/// Answers `GET /v1/Account/{auth_id}/Message/` and `…/Message/{uuid}/` from the log.
struct RecordHandler: Sendable {
    let account: String
    let log: any SandboxLog
    let date: @Sendable () -> Date
    let makeID: @Sendable () -> String

    /// Answers what has become of a message.
    func status(of uuid: String) -> ServerReply {
        do throws(MessageLogError) {
            guard let message = try log.message(uuid) else { return error(404, "not found") }
            let object = MessageObject(message, account: account, at: date())
            return WireJSON.reply(MessageAnswer(apiId: makeID(), object: object), status: 200)
        } catch { return self.error(500, error.description) }
    }

    /// Answers a page of the messages that are asked for.
    func list(_ request: ServerRequest) -> ServerReply {
        guard let ask = ListAsk(request.query) else {
            return error(400, "a parameter of the list is not valid")
        }
        do throws(MessageLogError) { return page(ask, try objects(ask)) } catch {
            return self.error(500, error.description)
        }
    }

    private func objects(_ ask: ListAsk) throws(MessageLogError) -> [MessageObject] {
        guard ask.direction ?? "outbound" == "outbound" else { return [] }
        let now = date()
        return try log.messages(ask.messages).map { MessageObject($0, account: account, at: now) }
            .filter { ask.state == nil || ask.state == $0.messageState }
    }

    private func page(_ ask: ListAsk, _ objects: [MessageObject]) -> ServerReply {
        let end = ask.offset + ask.limit
        let meta = MessageList.Meta(
            limit: ask.limit, offset: ask.offset, totalCount: objects.count,
            next: OrNull(end < objects.count ? address(of: ask, offset: end) : nil),
            previous: OrNull(
                ask.offset > 0 ? address(of: ask, offset: max(0, ask.offset - ask.limit)) : nil))
        let shown = Array(objects.dropFirst(ask.offset).prefix(ask.limit))
        return WireJSON.reply(MessageList(apiId: makeID(), meta: meta, objects: shown), status: 200)
    }

    private func address(of ask: ListAsk, offset: Int) -> String {
        "/v1/Account/\(account)/Message/?limit=\(ask.limit)&offset=\(offset)"
    }

    private func error(_ status: Int, _ words: String) -> ServerReply {
        WireJSON.reply(MessageError(apiId: makeID(), error: words), status: status)
    }
}

/// The parameters of a list request.
struct ListAsk: Hashable, Sendable {
    /// How many messages a page has: 1 to 20.
    private(set) var limit = 20
    /// How many messages come before the page.
    private(set) var offset = 0
    /// `outbound` or `inbound`; nil is both.
    private(set) var direction: String?
    /// A `message_state`; nil is any.
    private(set) var state: String?
    private(set) var messages = MessageQuery()

    /// Reads the parameters; nil where one has no meaning.
    init?(_ query: [ServerField]) {
        for field in query { guard take(field.name, field.value) else { return nil } }
    }

    private mutating func take(_ name: String, _ value: String) -> Bool {
        switch name {
        case "limit": return set(&limit, to: value, in: 1...20)
        case "offset": return set(&offset, to: value, in: 0...1_000_000)
        case "message_direction": direction = value
        case "message_state": state = value
        case "to_number": messages.destination = value.filter(\.isNumber)
        case "from_number": messages.source = value.filter { $0.isLetter || $0.isNumber }
        default: return takeTime(name, value)
        }
        return true
    }

    /// Times of the log are whole milliseconds, so “after” is one of them later.
    private mutating func takeTime(_ name: String, _ value: String) -> Bool {
        guard name.hasPrefix("message_time__"), let date = WireTime.date(value) else {
            return false
        }
        switch name.dropFirst("message_time__".count) {
        case "gte": messages.from = date
        case "gt": messages.from = date.addingTimeInterval(0.001)
        case "lte": messages.through = date
        case "lt": messages.through = date.addingTimeInterval(-0.001)
        default: return false
        }
        return true
    }

    private func set(_ number: inout Int, to text: String, in range: ClosedRange<Int>) -> Bool {
        guard let value = Int(text), range.contains(value) else { return false }
        number = value
        return true
    }
}

/// The answer to a status request: a message with the request's own id among its keys.
struct MessageAnswer: Encodable {
    let apiId: String
    let object: MessageObject

    private enum CodingKeys: String, CodingKey { case apiId }

    func encode(to encoder: any Encoder) throws {
        try object.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(apiId, forKey: .apiId)
    }
}

/// An error of the messaging host: the words are under `error`.
struct MessageError: Encodable {
    let apiId: String
    let error: String
}

/// A page of messages.
struct MessageList: Encodable {
    /// Which page it is, and where its neighbours are.
    struct Meta: Encodable {
        let limit: Int
        let offset: Int
        let totalCount: Int
        let next: OrNull<String>
        let previous: OrNull<String>
    }

    let apiId: String
    let meta: Meta
    let objects: [MessageObject]
}

/// A message as the status and the list show it.
///
/// Its text is not among what Plivo tells.
struct MessageObject: Encodable {
    /// The price of a part in hundred-thousandths of a dollar: that of `config.example.json`.
    static let rate = 790

    let errorCode: OrNull<String>
    let fromNumber: String
    let toNumber: String
    let messageDirection = "outbound"
    let messageState: String
    let messageType = "sms"
    let messageTime: String
    let messageUuid: String
    let resourceUri: String
    let totalAmount: String
    let totalRate: String
    let units: Int
    let carrierFees = "0.00000"
    let destinationCountryIso2: String?
    let powerpackId = ""

    /// Makes what is told of a message at a time.
    init(_ message: StoredMessage, account: String, at now: Date) {
        let practice = Practice.of(message.destination)
        let age = now.timeIntervalSince(message.acceptedAt)
        let (state, code) = practice.delivery.state(after: age)
        errorCode = OrNull(code)
        fromNumber = message.source
        toNumber = message.destination
        messageState = state
        messageTime = WireTime.text(message.acceptedAt)
        messageUuid = message.uuid
        resourceUri = "/v1/Account/\(account)/Message/\(message.uuid)/"
        totalAmount = Self.dollars(state == "failed" ? 0 : message.units * Self.rate)
        totalRate = Self.dollars(Self.rate)
        units = message.units
        destinationCountryIso2 = LookupReply.Country.of(message.destination)?.iso2
    }

    private static func dollars(_ hundredThousandths: Int) -> String {
        let fraction = String(hundredThousandths % 100_000)
        return "\(hundredThousandths / 100_000)."
            + String(repeating: "0", count: 5 - fraction.count) + fraction
    }
}

extension Practice {
    /// What becomes of a message that was accepted, whatever the sender was told.
    fileprivate var delivery: DeliveryPractice {
        if case .accept(let delivery) = send { delivery } else { .delivered }
    }
}

/// A value that is written as `null` when there is none, where `Encodable` would leave its key out.
struct OrNull<Value: Encodable>: Encodable {
    let value: Value?

    init(_ value: Value?) { self.value = value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}
