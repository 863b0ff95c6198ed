// SPDX-License-Identifier: Apache-2.0

import Basics
package import HTTP
import Pacing
package import Providers

/// Asks the provider what may be asked twice: lookups, logs and states of messages.
///
/// Every request keeps to the lane's rate, and is repeated as often as the retry policy allows.
/// Messages are not asked for: see `SendAttempt`.
package final class ProviderClient: Sendable {
    private let tools: RunTools
    private let lane: RequestLane
    private let keeper: PaceKeeper?
    private let breaker = Guarded(FailureBreaker(.questions))

    /// Makes a client whose requests leave through a lane.
    package convenience init(tools: RunTools, lane: RequestLane) {
        self.init(tools: tools, lane: lane, keeper: nil)
    }

    init(tools: RunTools, lane: RequestLane, keeper: PaceKeeper?) {
        (self.tools, self.lane, self.keeper) = (tools, lane, keeper)
    }

    /// Asks a question; too many failures in a row, whatever they are about, stop the run.
    ///
    /// - Parameters:
    ///   - request: a GET, free to be repeated.
    ///   - read: gives the meaning of a response.
    /// - Returns: how it ended.
    package func ask<Answer: Sendable>(
        _ request: HTTPRequest, _ read: (HTTPResponse) -> RequestStep<Answer>
    ) async -> Inquiry<Answer> {
        let inquiry = await ask(request, payment: nil, read)
        let ending: FailureBreaker.Ending? =
            switch inquiry {
            case .answered: .clear
            case .failed(let detail, _): .failed(detail)
            case .leftOver: nil
            }
        if let ending, let cause = breaker.withLock({ $0.note(ending) }) { return stopped(cause) }
        return inquiry
    }

    /// Asks a question without a conclusion from its failure.
    ///
    /// - Parameters:
    ///   - request: a request that changes nothing, free to be repeated.
    ///   - payment: what each request costs; `nil` where that is nothing.
    ///   - read: gives the meaning of a response.
    /// - Returns: how it ended.
    func ask<Answer: Sendable>(
        _ request: HTTPRequest, payment: (any RequestPayment<Answer>)?,
        _ read: (HTTPResponse) -> RequestStep<Answer>
    ) async -> Inquiry<Answer> {
        var tries = 0
        defer { if tries == 0 { payment?.release() } }
        while tools.stop.cause == nil,
            let trial = try? await attempt(request, after: tries, payment: payment, read)
        {
            tries += 1
            switch trial.step {
            case .answered(let answer): return .answered(answer)
            case .failed(let detail): return failed(detail, .answer)
            case .stop(let cause): return stopped(cause)
            case .again(let detail, _, let obstacle):
                guard tools.allowsAnother(after: tries, pause: trial.pause) else {
                    return failed(detail, obstacle)
                }
            }
            try? await tools.time.sleep(until: tools.time.now + trial.pause)
        }
        return .leftOver
    }

    private struct Trial<Answer: Sendable> {
        let step: RequestStep<Answer>
        /// The wait before another try, where there may be one.
        var pause = Duration.zero
    }

    private func attempt<Answer: Sendable>(
        _ request: HTTPRequest, after tries: Int, payment: (any RequestPayment<Answer>)?,
        _ read: (HTTPResponse) -> RequestStep<Answer>
    ) async throws(CancellationError) -> Trial<Answer> {
        try await lane.withPlace { () async throws(CancellationError) in
            if let step = await payment?.pay(isHeld: tries == 0) { return Trial(step: step) }
            guard let (step, slot) = await passed(request, read) else {
                await payment?.takeBack(isHeld: tries == 0)
                throw CancellationError()
            }
            // At once, not after this question's own wait: nobody is to leave in between.
            await keeper?.keep(note(step, slot))
            if step.isFree { await payment?.takeBack(isHeld: false) }
            guard case .again(_, let asked, _) = step else { return Trial(step: step) }
            return Trial(step: step, pause: tools.pause(asked: asked, after: tries + 1))
        }
    }

    /// Sends the request in its turn; `nil` where the run ended before it left.
    private func passed<Answer: Sendable>(
        _ request: HTTPRequest, _ read: (HTTPResponse) -> RequestStep<Answer>
    ) async -> (RequestStep<Answer>, Slot)? {
        var slot = lane.limiter.reserve()
        while let departure = try? await lane.limiter.wait(for: slot) {
            let look = LastLook(lane.limiter, departure) { [tools] in tools.stop.cause == nil }
            do throws(TransportFailure) {
                let response = try await tools.transport.send(request) { look.mayLeave() }
                return (read(response), look.slot)
            } catch {
                guard error.kind == .held else { return (RequestStep(error), look.slot) }
                guard tools.stop.cause == nil else { return nil }
                slot = look.slot
            }
        }
        return nil
    }

    /// Draws what follows for all others; gives for how long everybody waits.
    private func note<Answer: Sendable>(_ step: RequestStep<Answer>, _ slot: Slot) -> Duration {
        switch step {
        case .answered: return tools.note(.accepted, for: slot, in: lane)
        case .again(let detail, let asked, .rate):
            return tools.note(tools.tooFast(asked), detail, for: slot, in: lane)
        case .stop(let cause): tools.stop.raise(cause)
        case .again(_, _, .answer), .failed: break
        case .again(_, _, .network): return .zero
        }
        return tools.note(.other, for: slot, in: lane)
    }

    private func failed<Answer: Sendable>(
        _ detail: String, _ obstacle: RequestObstacle
    ) -> Inquiry<Answer> {
        guard tools.stop.cause == nil else { return .leftOver }
        return obstacle == .network ? stopped(.unreachable(detail)) : .failed(detail, obstacle)
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
    /// There was no usable answer, for this reason; the last request came up against the obstacle.
    case failed(String, RequestObstacle)
    /// The run ended first.
    case leftOver
}

/// What one request of a question to the provider came to.
package enum RequestStep<Answer: Sendable>: Sendable {
    /// The provider answered.
    case answered(Answer)
    /// Asking again may help.
    case again(String, pause: RetryAfter?, RequestObstacle)
    /// Asking again would not help, for this question.
    case failed(String)
    /// No question would get an answer.
    case stop(StopCause)

    /// Asking again may help, as the response says.
    package static func again(_ word: ProviderWord, _ response: HTTPResponse) -> RequestStep {
        .again(word.text, pause: response.retryAfter, response.status == 429 ? .rate : .answer)
    }

    /// The provider refuses the account, with which `tools` go to it.
    static func stop(
        _ refusal: AccountRefusal, _ word: ProviderWord, by tools: RunTools
    ) -> RequestStep {
        let name = tools.provider.name
        return .stop(.account(refusal, provider: name, word, credentials: tools.credentials))
    }

    /// Reads a failure of the transport: a question changes nothing, so it may be repeated whatever
    /// happened to it.
    init(_ failure: TransportFailure) {
        switch failure.kind {
        case .certificate: self = .stop(.certificate(failure.detail))
        case .unsupported: self = .stop(.address(failure.detail))
        case .nameResolution, .connection, .tlsHandshake, .proxy:
            self = .again(failure.detail, pause: nil, .network)
        case .timedOut, .connectionLost, .badResponse, .tooLarge, .cancelled, .held:
            self = .again(failure.detail, pause: nil, .answer)
        }
    }

    /// Whether the provider certainly charges nothing: it refused the request as such, or never saw
    /// it.
    var isFree: Bool {
        switch self {
        case .again(_, _, let obstacle): obstacle != .answer
        case .stop: true
        case .answered, .failed: false
        }
    }
}

extension RequestStep: Equatable where Answer: Equatable {}

/// What a request that may be repeated came up against.
package enum RequestObstacle: Sendable, Hashable {
    /// The provider could not be reached.
    case network
    /// The provider wants fewer requests (429, or in its own words).
    case rate
    /// The provider gave no usable answer.
    case answer
}

/// What has to be paid for each request of a question before it leaves.
protocol RequestPayment<Answer>: Sendable {
    associatedtype Answer: Sendable

    /// Pays, shortly before the request leaves.
    ///
    /// - Parameter isHeld: whether the price is held already, as it is for the first request.
    /// - Returns: what ends the question instead; `nil` where the request may leave.
    func pay(isHeld: Bool) async -> RequestStep<Answer>?

    /// Takes back a payment that certainly was not charged.
    ///
    /// - Parameter isHeld: whether the price is to be held again.
    func takeBack(isHeld: Bool) async

    /// Lets go what is held for a question that was never asked.
    func release()
}
