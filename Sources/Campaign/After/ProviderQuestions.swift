// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
package import HTTP
package import Providers
import Pacing
import PhoneNumbers

/// Asks the provider after messages, within the rate and as often as the retry policy allows.
package final class ProviderClient: Sendable {
    /// So many failures in a row, whatever they are about, stop a run.
    private static let failureLimit = 10

    private let tools: RunTools
    private let lane: RequestLane
    private let failures = Guarded(0)

    /// Makes an inquirer.
    ///
    /// - Parameters:
    ///   - tools: the provider and the way to it.
    ///   - lane: the pacing of questions.
    package init(tools: RunTools, lane: RequestLane) {
        self.tools = tools
        self.lane = lane
    }

    /// Asks a question.
    ///
    /// - Parameters:
    ///   - request: a GET, free to be repeated.
    ///   - read: gives the meaning of a response.
    /// - Returns: how it ended.
    package func ask<Answer: Sendable>(
        _ request: HTTPRequest,
        _ read: (HTTPResponse) -> InquiryStep<Answer>
    ) async -> Inquiry<Answer> {
        var tries = 0
        while tools.stop.cause == nil, let trial = try? await attempt(request, after: tries, read) {
            tries += 1
            switch trial.step {
            case .answered(let answer):
                failures.withLock { $0 = 0 }
                return .answered(answer)
            case .failed(let detail): return failed(detail)
            case .stop(let cause): return stopped(cause)
            case .again(let detail, _, _):
                guard tools.allowsAnother(after: tries, pause: trial.pause) else {
                    return failed(detail)
                }
            case .unreachable(let detail):
                guard tools.allowsAnother(after: tries, pause: trial.pause) else {
                    return stopped(.unreachable(detail))
                }
            }
            try? await tools.time.sleep(until: tools.time.now + trial.pause)
        }
        return .leftOver
    }

    private struct Trial<Answer: Sendable> {
        let step: InquiryStep<Answer>
        let pause: Duration
    }

    private func attempt<Answer: Sendable>(
        _ request: HTTPRequest,
        after tries: Int,
        _ read: (HTTPResponse) -> InquiryStep<Answer>
    ) async throws(CancellationError) -> Trial<Answer> {
        try await lane.withPlace { () async throws(CancellationError) in
            let slot = try await lane.limiter.turn()
            let step = await send(request, read)
            guard case .again(_, let asked, let isRefusedForHaste) = step else {
                return Trial(step: step, pause: tools.pause(asked: nil, after: tries + 1))
            }
            let pause = tools.pause(asked: asked, after: tries + 1)
            // At once, not after this question's own wait: nobody is to leave in between.
            if isRefusedForHaste { lane.pushBack(slot, pause: pause) }
            return Trial(step: step, pause: pause)
        }
    }

    private func send<Answer: Sendable>(
        _ request: HTTPRequest,
        _ read: (HTTPResponse) -> InquiryStep<Answer>
    ) async -> InquiryStep<Answer> {
        do throws(TransportFailure) {
            return read(try await tools.transport.send(request))
        } catch {
            return InquiryStep(error)
        }
    }

    private func failed<Answer: Sendable>(_ detail: String) -> Inquiry<Answer> {
        let count = failures.withLock { count in
            count += 1
            return count
        }
        guard count >= Self.failureLimit else {
            return tools.stop.cause == nil ? .failed(detail) : .leftOver
        }
        return stopped(.questions(failed: count, detail))
    }

    private func stopped<Answer: Sendable>(_ cause: StopCause) -> Inquiry<Answer> {
        tools.stop.raise(cause)
        return .leftOver
    }
}

/// How a question to the provider ended.
package enum Inquiry<Answer: Sendable>: Sendable {
    /// The provider answered.
    case answered(Answer)
    /// There was no usable answer, for this reason.
    case failed(String)
    /// The run ended first.
    case leftOver
}

/// What one request of a question to the provider came to.
package enum InquiryStep<Answer: Sendable>: Sendable {
    /// The provider answered.
    case answered(Answer)
    /// Asking again may help.
    case again(String, pause: RetryAfter?, isRefusedForHaste: Bool)
    /// The provider cannot be reached.
    case unreachable(String)
    /// Asking again would not help, for this question.
    case failed(String)
    /// No question would get an answer.
    case stop(StopCause)

    /// Asking again may help, as the response says.
    package static func again(_ word: ProviderWord, _ response: HTTPResponse) -> InquiryStep {
        .again(word.text, pause: response.retryAfter, isRefusedForHaste: response.status == 429)
    }

    /// Reads a failure of the transport: a question changes nothing, so it may be repeated whatever
    /// happened to it.
    init(_ failure: TransportFailure) {
        switch failure.kind {
        case .certificate: self = .stop(.certificate(failure.detail))
        case .unsupported: self = .stop(.address(failure.detail))
        case .nameResolution, .connection, .tlsHandshake, .proxy:
            self = .unreachable(failure.detail)
        case .timedOut, .connectionLost, .badResponse, .tooLarge, .cancelled:
            self = .again(failure.detail, pause: nil, isRefusedForHaste: false)
        }
    }
}

/// Asks the provider what has become of single messages.
struct StatusQuery: Sendable {
    /// What the provider said.
    enum Finding: Sendable {
        /// It knows the message.
        case told(DeliveryReport)
        /// It does not know the message (any more).
        case gone(ProviderWord)
        /// The message's id cannot be a part of an address: nobody is asked.
        case unaskable
    }

    let tools: RunTools
    let service: any DeliveryStatus
    let inquirer: ProviderClient

    /// Asks after a message by the provider's id, as often as the retry policy allows.
    func ask(after id: String) async -> Inquiry<Finding> {
        guard let request = service.statusRequest(forMessage: id) else {
            return .answered(.unaskable)
        }
        return await inquirer.ask(request) { response in
            switch service.statusAnswer(from: response) {
            case .found(let report): .answered(.told(report))
            case .noSuchMessage(let word): .answered(.gone(word))
            case .accountRefused(let refusal, let word):
                .stop(
                    .account(
                        refusal,
                        provider: tools.provider.name,
                        word,
                        credentials: tools.credentials
                    )
                )
            case .tryAgain(let word): .again(word, response)
            case .failed(let word): .failed(word.text)
            }
        }
    }
}

/// Reads a provider's log, page by page.
struct LogSearch: Sendable {
    /// More pages about one number than these are not read.
    private static let mostPages = 25

    let tools: RunTools
    let log: any MessageLog
    let inquirer: ProviderClient

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
        case .page(let messages, let next):
            .answered(Page(messages: messages, next: next, skew: skew(of: response)))
        case .accountRefused(let refusal, let word):
            .stop(
                .account(
                    refusal,
                    provider: tools.provider.name,
                    word,
                    credentials: tools.credentials
                )
            )
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
    package init(readAt: Date) {
        self.readAt = readAt
    }

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
