// SPDX-License-Identifier: Apache-2.0

import struct Foundation.Date
import LoopbackServer

/// Answers `GET /v1/Account/{auth_id}/Message/` and `…/Message/{uuid}/` from the log.
struct RecordDesk: Sendable {
    let account: String
    let log: any MessageLog
    let date: @Sendable () -> Date
    let makeID: @Sendable () -> String

    /// Answers what has become of a message.
    func status(of uuid: String) -> ServerReply {
        do throws(MessageLogError) {
            guard let message = try log.message(uuid) else { return error(404, "not found") }
            let object = MessageObject(message, account: account, at: date())
            return WireJSON.reply(MessageAnswer(apiId: makeID(), object: object), status: 200)
        } catch {
            return self.error(500, error.description)
        }
    }

    /// Answers a page of the messages that are asked for.
    func list(_ request: ServerRequest) -> ServerReply {
        guard let ask = ListAsk(request.query) else { return error(400, "a parameter of the list is not valid") }
        do throws(MessageLogError) {
            return page(ask, try objects(ask))
        } catch {
            return self.error(500, error.description)
        }
    }

    private func objects(_ ask: ListAsk) throws(MessageLogError) -> [MessageObject] {
        guard ask.direction ?? "outbound" == "outbound" else { return [] }
        let now = date()
        return try log.messages(ask.messages)
            .map { MessageObject($0, account: account, at: now) }
            .filter { ask.state == nil || ask.state == $0.messageState }
    }

    private func page(_ ask: ListAsk, _ objects: [MessageObject]) -> ServerReply {
        let end = ask.offset + ask.limit
        let meta = MessageList.Meta(
            limit: ask.limit,
            offset: ask.offset,
            totalCount: objects.count,
            next: OrNull(end < objects.count ? address(of: ask, offset: end) : nil),
            previous: OrNull(ask.offset > 0 ? address(of: ask, offset: max(0, ask.offset - ask.limit)) : nil)
        )
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
