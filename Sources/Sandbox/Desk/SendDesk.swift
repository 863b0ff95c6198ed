// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import Synchronization

/// Answers `POST /v1/Account/{auth_id}/Message/`.
final class SendDesk: Sendable {
    private let options: SandboxOptions
    private let log: any MessageLog
    private let date: @Sendable () -> Date
    private let makeID: @Sendable () -> String
    private let firstTimes = FirstTimes()
    private let accepted = Atomic<Int>(0)

    init(
        options: SandboxOptions,
        log: any MessageLog,
        date: @escaping @Sendable () -> Date,
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
        } catch {
            return self.error(400, error.description)
        }
    }

    /// An error in the words of the messaging host.
    func error(_ status: Int, _ words: String) -> ServerReply {
        WireJSON.reply(MessageError(apiId: makeID(), error: words), status: status)
    }

    private func practised(_ practice: Practice, _ order: MessageOrder) -> ServerReply {
        if case .outOfCredit(let count) = options.account, accepted.load(ordering: .relaxed) >= count {
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
    private func accept(_ order: MessageOrder, then answer: (String) -> ServerReply) -> ServerReply {
        let message = StoredMessage(
            uuid: makeID(),
            source: order.source,
            destination: order.destination,
            text: order.text,
            units: PlivoUnits.count(order.text),
            acceptedAt: Date(timeIntervalSince1970: (date().timeIntervalSince1970 * 1000).rounded(.down) / 1000)
        )
        do throws(MessageLogError) {
            try log.append(message)
        } catch {
            return self.error(500, error.description)
        }
        accepted.add(1, ordering: .relaxed)
        return answer(message.uuid)
    }

    private func answer(_ ids: [String], invalid: [String]? = nil) -> ServerReply {
        let answer = SendAnswer(
            apiId: makeID(),
            message: "message(s) queued",
            messageUuid: ids,
            invalidNumber: invalid
        )
        return WireJSON.reply(answer, status: 202)
    }

    /// What a captive portal or a proxy might put in the place of an answer.
    private static let page = ServerReply(
        status: 202,
        headers: [ServerField("Content-Type", "text/html")],
        body: Array("<!doctype html><title>Welcome</title><p>Please sign in to this network.".utf8)
    )
}
