// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
import HTTP
import Pacing
package import Providers
import PhoneNumbers

/// Reads a provider's log, page by page.
struct LogSearch: Sendable {
    /// More pages about one number than these are not read.
    private static let mostPages = 25

    let tools: RunTools
    let log: any MessageLog
    let client: ProviderClient

    /// Reads what the log has of a number within a time.
    func excerpt(_ number: PhoneNumber, _ time: ClosedRange<Date>) async -> Inquiry<LogExcerpt> {
        let query = LogQuery(recipient: number, from: time.lowerBound, through: time.upperBound)
        var excerpt = LogExcerpt(readAt: tools.time.date)
        var page: String?
        for _ in 0..<Self.mostPages {
            switch await client.ask(log.logRequest(query, page: page), read) {
            case .failed(let detail, let obstacle): return .failed(detail, obstacle)
            case .leftOver: return .leftOver
            case .answered(let answer):
                excerpt.add(answer.messages)
                excerpt.skew = answer.skew
                guard let next = answer.next else { return .answered(excerpt) }
                page = next
            }
        }
        excerpt.isComplete = false
        return .answered(excerpt)
    }

    private struct Page: Sendable {
        let messages: [LoggedMessage]
        let next: String?
        let skew: Double
    }

    private func read(_ response: HTTPResponse) -> RequestStep<Page> {
        switch log.logAnswer(from: response) {
        case .page(let messages, let next):
            .answered(Page(messages: messages, next: next, skew: skew(of: response)))
        case .accountRefused(let refusal, let word): .stop(refusal, word, by: tools)
        case .tryAgain(let word): .again(word, response)
        case .failed(let word): .failed(word.text)
        }
    }

    /// How many seconds the provider's clock is ahead of ours, as far as the answer's `Date` (RFC
    /// 9110 §6.6.1) tells.
    private func skew(of response: HTTPResponse) -> Double {
        let date = response[header: "Date"].flatMap { HTTPDate.date(parsing: $0) }
        return date?.timeIntervalSince(tools.time.date) ?? 0
    }
}

/// What was read of a provider's log about one number.
package struct LogExcerpt: Sendable, Hashable {
    /// The messages to the number, in the log's order.
    package var messages: [LoggedMessage] = []
    /// Whether the log was read to its end.
    package var isComplete = true
    /// How many seconds the provider's clock is ahead of ours; 0 where its answer does not tell.
    package var skew = 0.0
    /// When it was read, by our clock.
    package var readAt: Date

    /// Makes the excerpt of an empty log.
    package init(readAt: Date) { self.readAt = readAt }

    /// When a message was accepted, by our clock.
    func acceptedAt(_ message: LoggedMessage) -> Date {
        message.acceptedAt.addingTimeInterval(-skew)
    }

    /// Adds a page; what is there already, because the log has grown while it was read, is left
    /// out.
    mutating func add(_ page: [LoggedMessage]) {
        let known = Set(messages.map(\.id))
        messages += page.filter { !known.contains($0.id) }
    }
}
