// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTP
import PhoneNumbers

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
        let fields = PlivoQuery.text([
            "to_number": String(query.recipient.e164.dropFirst()),
            "message_direction": "outbound",
            "message_time__gte": PlivoTime.filter(query.from.addingTimeInterval(-Self.padding)),
            "message_time__lte": PlivoTime.filter(query.through.addingTimeInterval(Self.padding)),
            "limit": String(Self.pageSize),
            "offset": page ?? "0",
        ])
        return endpoint.request(.get, "\(endpoint.plivoMessages)?\(fields)")
    }

    func logAnswer(from response: HTTPResponse) -> LogAnswer {
        guard response.status == 200 else { return refusal(response) }
        guard let page = JSONBytes.decode(PlivoMessagePage.self, from: response.body) else {
            return .tryAgain(PlivoRefusal.unreadable)
        }
        let outbound = page.objects.filter { $0.direction != "inbound" }
        let messages = outbound.compactMap { $0.logged(hiding: endpoint.secrets) }
        // A message that cannot be read might be the one that is looked for.
        guard messages.count == outbound.count else { return .failed(Self.unreadableMessage) }
        return .page(messages, next: page.next)
    }

    private func refusal(_ response: HTTPResponse) -> LogAnswer {
        switch PlivoRefusal(response, hiding: endpoint.secrets) {
        case .account(let refusal, let word): .accountRefused(refusal, word)
        case .later(let word): .tryAgain(word)
        case .missing(let word), .failed(let word): .failed(word)
        }
    }

    private static var unreadableMessage: ProviderWord {
        ProviderWord(text: "a message in Plivo's log has no time that can be read")
    }
}
