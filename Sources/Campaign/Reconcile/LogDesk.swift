// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTP
import PhoneNumbers
import Providers

/// Reads a provider's log, page by page.
struct LogDesk: Sendable {
    /// More pages about one number than these are not read.
    private static let mostPages = 25

    let tools: RunTools
    let log: any MessageLog
    let inquirer: Inquirer

    /// Reads what the log has of a number within a time.
    func excerpt(_ number: PhoneNumber, _ time: ClosedRange<Date>) async -> Inquiry<LogExcerpt> {
        let query = LogQuery(recipient: number, from: time.lowerBound, through: time.upperBound)
        var excerpt = LogExcerpt(readAt: tools.time.date)
        var page: String?
        for _ in 0..<Self.mostPages {
            switch await inquirer.ask(log.logRequest(query, page: page), read) {
            case .failed(let detail): return .failed(detail)
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

    private func read(_ response: HTTPResponse) -> InquiryStep<Page> {
        switch log.logAnswer(from: response) {
        case .page(let messages, let next): .answered(Page(messages: messages, next: next, skew: skew(of: response)))
        case .accountRefused(let refusal, let word):
            .stop(.account(refusal, provider: tools.provider.name, word, credentials: tools.credentials))
        case .tryAgain(let word): .again(word, response)
        case .failed(let word): .failed(word.text)
        }
    }

    /// How many seconds the provider's clock is ahead of ours, as far as the answer's `Date` (RFC 9110 §6.6.1) tells.
    private func skew(of response: HTTPResponse) -> Double {
        let date = response[header: "Date"].flatMap { HTTPDate.date(parsing: $0) }
        return date?.timeIntervalSince(tools.time.date) ?? 0
    }
}
