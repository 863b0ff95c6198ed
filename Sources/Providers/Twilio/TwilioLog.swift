// SPDX-License-Identifier: Apache-2.0

import HTTP
import PhoneNumbers

/// Twilio's list of messages, with their texts.
///
/// Only the recipient is filtered for. Twilio's filter by time compares the date of sending, which a message does not have as long
/// as it waits in a queue, for hours where the sender is slow: left out of the list, it would seem never to have been accepted.
struct TwilioLog: MessageLog {
    /// The most messages that Twilio puts on a page.
    private static let pageSize = "1000"

    /// The account.
    let endpoint: ProviderEndpoint

    func logRequest(_ query: LogQuery, page: String?) -> HTTPRequest {
        let first = FormBody.text(["To": query.recipient.e164, "PageSize": Self.pageSize])
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
        // A message that cannot be read, or a page that cannot be had, might hold the one that is looked for.
        guard messages.count == outbound.count else {
            return .failed(Self.unreadable("a message in it cannot be read"))
        }
        guard let uri = page.nextPage, !uri.isEmpty else { return .page(messages, next: nil) }
        guard let next = Self.query(of: uri) else {
            return .failed(Self.unreadable("the address of its next page cannot be used"))
        }
        return .page(messages, next: next)
    }

    /// The query of the next page's address; the rest of it is not followed, so that no answer can lead the credentials elsewhere.
    private static func query(of uri: String) -> String? {
        let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let query = parts.last, !query.isEmpty, query.utf8.count <= 2000 else { return nil }
        return query.utf8.allSatisfy(isAllowed) ? String(query) : nil
    }

    /// What may stand in a query (RFC 3986 §3.4).
    private static func isAllowed(_ byte: UInt8) -> Bool {
        let character = Character(Unicode.Scalar(byte))
        return character.isASCII
            && (character.isLetter || character.isNumber || "-._~%!$&'()*+,;=:@/?".contains(character))
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
