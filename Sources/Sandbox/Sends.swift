// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import LoopbackServer
import Synchronization

/// Answers `POST /v1/Account/{auth_id}/Message/`.
final class SendHandler: Sendable {
    private let options: SandboxBehaviour
    private let log: any SandboxLog
    private let date: @Sendable () -> Date
    private let makeID: @Sendable () -> String
    private let firstTimes = FirstTimes()
    private let accepted = Atomic<Int>(0)

    init(
        options: SandboxBehaviour, log: any SandboxLog, date: @escaping @Sendable () -> Date,
        makeID: @escaping @Sendable () -> String
    ) {
        self.options = options
        self.log = log
        self.date = date
        self.makeID = makeID
    }

    /// Answers a message request.
    func reply(to request: ServerRequest) -> ServerReply {
        do throws(SendRefusal) {
            let order = try MessageOrder(request)
            var reply = practised(Practice.of(order.destination), order)
            reply.delay = options.latency(for: order.destination)
            return reply
        } catch { return self.error(400, error.description) }
    }

    /// An error in the words of the messaging host.
    func error(_ status: Int, _ words: String) -> ServerReply {
        WireJSON.reply(MessageError(apiId: makeID(), error: words), status: status)
    }

    private func practised(_ practice: Practice, _ order: MessageOrder) -> ServerReply {
        if case .outOfCredit(let count) = options.account,
            accepted.load(ordering: .relaxed) >= count
        {
            return error(402, "Insufficient Credit")
        }
        if practice.limitsFirstSend, firstTimes.isFirst(order.destination) {
            var reply = error(429, "too many requests")
            reply.headers.append(ServerField("Retry-After", "1"))
            return reply
        }
        switch practice.send {
        case .accept: return accept(order) { self.answer([$0]) }
        case .acceptAndHangUp: return accept(order) { _ in .hangUp }
        case .acceptAndStall: return accept(order) { _ in .never }
        case .acceptWithPage: return accept(order) { _ in Self.page }
        case .refuse(let status, let words): return error(status, words)
        case .refuseQuietly: return answer([], invalid: [order.destination])
        case .serverError: return error(500, "internal server error")
        case .hangUp: return .hangUp
        case .stall: return .never
        }
    }

    /// Puts the message into the log, and only then answers.
    private func accept(_ order: MessageOrder, then answer: (String) -> ServerReply) -> ServerReply
    {
        let message = StoredMessage(
            uuid: makeID(), source: order.source, destination: order.destination, text: order.text,
            units: PlivoUnits.count(order.text),
            acceptedAt: Date(
                timeIntervalSince1970: (date().timeIntervalSince1970 * 1000).rounded(.down) / 1000))
        do throws(MessageLogError) { try log.append(message) } catch {
            return self.error(500, error.description)
        }
        accepted.add(1, ordering: .relaxed)
        return answer(message.uuid)
    }

    private func answer(_ ids: [String], invalid: [String]? = nil) -> ServerReply {
        let answer = SendReply(
            apiId: makeID(), message: "message(s) queued", messageUuid: ids, invalidNumber: invalid)
        return WireJSON.reply(answer, status: 202)
    }

    /// What a captive portal or a proxy might put in the place of an answer.
    private static let page = ServerReply(
        status: 202, headers: [ServerField("Content-Type", "text/html")],
        body: Array("<!doctype html><title>Welcome</title><p>Please sign in to this network.".utf8))
}

/// Why a message request is no message, in words as Plivo uses them.
enum SendRefusal: Error, Hashable, CustomStringConvertible {
    case contentType
    case body
    case senderMissing
    case sender
    case destinationMissing
    case destination
    case severalDestinations
    case sameNumber
    case textMissing
    case textTooLong
    case messageType
    case expiry

    var description: String {
        switch self {
        case .contentType: "the Content-Type must be application/json"
        case .body: "the request body is not a JSON object of the documented fields"
        case .senderMissing: "exactly one of src and powerpack_uuid must be given"
        case .sender:
            "src parameter is not valid: this caller ID is not allowed for outbound message"
        case .destinationMissing: "dst parameter is missing"
        case .destination: "dst parameter is not a valid phone number"
        case .severalDestinations:
            "dst parameter names several numbers; the sandbox takes one a request"
        case .sameNumber: "destination number cannot be same as source number"
        case .textMissing: "text parameter is missing"
        case .textTooLong: "text parameter is too long"
        case .expiry: "message_expiry parameter must be a whole number of seconds from 5 to 10799"
        case .messageType: "type parameter must be sms"
        }
    }
}

/// A message request that has passed Plivo's checks.
struct MessageOrder: Hashable, Sendable {
    /// The sender: digits, an alphanumeric name, or the id of a pool.
    let source: String
    /// The recipient's digits.
    let destination: String
    /// The text as it came.
    let text: String

    /// Checks a request.
    init(_ request: ServerRequest) throws(SendRefusal) {
        let type = request[header: "Content-Type"]?.lowercased() ?? ""
        guard type == "application/json" || type.hasPrefix("application/json;") else {
            throw .contentType
        }
        guard let fields = WireJSON.value(SendFields.self, from: request.body) else { throw .body }
        guard fields.type ?? "sms" == "sms" else { throw .messageType }
        guard (5...10_799).contains(fields.messageExpiry ?? 5) else { throw .expiry }
        source = try Self.source(fields)
        destination = try Self.destination(fields)
        guard source != destination else { throw .sameNumber }
        text = try Self.text(fields)
    }

    private static func source(_ fields: SendFields) throws(SendRefusal) -> String {
        guard (fields.src == nil) != (fields.powerpackUuid == nil) else { throw .senderMissing }
        guard let source = fields.src else { return fields.powerpackUuid ?? "" }
        // Plivo strips what is neither a letter nor a digit.
        let name = String(source.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
        let limit = name.allSatisfy(\.isNumber) ? 14 : 11
        guard (1...limit).contains(name.count) else { throw .sender }
        return name
    }

    private static func destination(_ fields: SendFields) throws(SendRefusal) -> String {
        guard let text = fields.dst, !text.isEmpty else { throw .destinationMissing }
        guard !text.contains("<") else { throw .severalDestinations }
        let digits = text.filter { !"/-.+() ".contains($0) }
        guard (7...14).contains(digits.utf8.count), digits.isASCIIDigits else { throw .destination }
        return digits
    }

    /// The limits are 1600 letters of the GSM alphabet and 737 of any other (11 parts).
    private static func text(_ fields: SendFields) throws(SendRefusal) -> String {
        guard let text = fields.text, !text.isEmpty else { throw .textMissing }
        let limit = PlivoUnits.isGSM(text) ? 1600 : 737
        guard text.utf16.count <= limit else { throw .textTooLong }
        return text
    }
}

/// Remembers what has happened once already, for the numbers that fail only the first time.
final class FirstTimes: Sendable {
    private let seen = Guarded<Set<String>>([])

    /// Whether this is the first call with a key.
    func isFirst(_ key: String) -> Bool { seen.withLock { $0.insert(key).inserted } }
}

/// The answer to a message request that Plivo calls a success.
struct SendReply: Encodable {
    let apiId: String
    let message: String
    /// An array even for one recipient.
    let messageUuid: [String]
    /// The recipients that were refused; left out where there are none.
    let invalidNumber: [String]?
}

/// The fields of a message request which the sandbox looks at; others are ignored, as Plivo does.
struct SendFields: Decodable {
    let src: String?
    let powerpackUuid: String?
    let dst: String?
    let text: String?
    let type: String?
    let messageExpiry: Int?
}
