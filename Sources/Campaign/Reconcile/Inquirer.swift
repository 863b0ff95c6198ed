// SPDX-License-Identifier: Apache-2.0

package import HTTP
import Locking

/// Asks the provider after messages, within the rate and as often as the retry policy allows.
package final class Inquirer: Sendable {
    /// So many failures in a row, whatever they are about, stop a run.
    private static let failureLimit = 10

    private let tools: RunTools
    private let lane: Lane
    private let failures = Guarded(0)

    /// Makes an inquirer.
    ///
    /// - Parameters:
    ///   - tools: the provider and the way to it.
    ///   - lane: the pacing of questions.
    package init(tools: RunTools, lane: Lane) {
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
                guard tools.allowsAnother(after: tries, pause: trial.pause) else { return failed(detail) }
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
        guard count >= Self.failureLimit else { return tools.stop.cause == nil ? .failed(detail) : .leftOver }
        return stopped(.questions(failed: count, detail))
    }

    private func stopped<Answer: Sendable>(_ cause: StopCause) -> Inquiry<Answer> {
        tools.stop.raise(cause)
        return .leftOver
    }
}
