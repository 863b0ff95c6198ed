// SPDX-License-Identifier: Apache-2.0

import Basics
package import Providers

/// Sees a misconfiguration or an outage in the run of answers: the stops that no single answer asks
/// for.
package struct FailureBreaker: Sendable, Hashable {
    /// How one request ended, as far as that tells whether others would end better.
    package enum Ending: Sendable, Hashable {
        /// There was an answer, or a refusal whose reason is the recipient's.
        case clear
        /// The provider refused it without a reason that is known to be the recipient's.
        case refused(ProviderWord)
        /// Something else may have answered in the provider's place: what became of a message is not
        /// known, and the same may happen to everybody.
        case unproved(ProviderWord)
        /// There was no usable answer, for this reason: what became of a message is not known.
        case failed(String)
    }

    /// Which limit was reached.
    enum Trip: Hashable {
        /// So many in a row were refused with the same words.
        case sameRefusal(Int, ProviderWord)
        /// So many of the last ones were.
        case sameOfLast(Int, window: Int, ProviderWord)
        /// So many in a row failed, the last for this reason.
        case inRow(Int, String)
        /// So many of the last ones failed.
        case ofLast(Int, window: Int)
    }

    private let policy: FailurePolicy
    /// What the latest refusal said; `nil` where the latest ending was none.
    private var latest: RefusalMark?
    /// How many refusals up to the latest ending said the same.
    private var sameRefusals = 0
    private var failures = 0
    /// What each of the last ones came to.
    private var window: [Mark] = []

    /// What one ending was.
    private enum Mark: Hashable {
        case clear
        case failed
        case refused(RefusalMark)
    }

    /// Makes a breaker that has seen nothing.
    package init(_ policy: FailurePolicy) { self.policy = policy }

    /// Takes in the end of one request.
    ///
    /// - Returns: why the run should stop, or `nil`.
    package mutating func note(_ ending: Ending) -> StopCause? {
        let failure = policy.failure(ending)
        failures = failure == nil ? 0 : failures + 1
        if let length = policy.window {
            if window.count == length { window.removeFirst() }
            window.append(mark(ending, isFailure: failure != nil))
        }
        noteRefusal(ending)
        return trip(ending, failure ?? "").map(policy.cause)
    }

    private func mark(_ ending: Ending, isFailure: Bool) -> Mark {
        if case .refused(let word) = ending { return .refused(RefusalMark(word)) }
        return isFailure ? .failed : .clear
    }

    private mutating func noteRefusal(_ ending: Ending) {
        guard let word = ending.word else { return (latest, sameRefusals) = (nil, 0) }
        let mark = RefusalMark(word)
        sameRefusals = latest == mark ? sameRefusals + 1 : 1
        latest = mark
    }

    private func trip(_ ending: Ending, _ failure: String) -> Trip? {
        if case .refused(let word) = ending, let limit = policy.sameRefusals {
            if sameRefusals >= limit { return .sameRefusal(sameRefusals, word) }
            if let count = majority(of: .refused(RefusalMark(word))) {
                return .sameOfLast(count, window: window.count, word)
            }
        }
        if case .unproved(let word) = ending, let limit = policy.sameRefusals,
            sameRefusals >= limit
        {
            return .inRow(sameRefusals, word.text)
        }
        if failures >= policy.failuresInRow { return .inRow(failures, failure) }
        return majority(of: .failed).map { .ofLast($0, window: window.count) }
    }

    /// How many of the last ones were so, where they are more than half of a full window.
    private func majority(of mark: Mark) -> Int? {
        guard let length = policy.window, window.count == length else { return nil }
        let count = window.count { $0 == mark }
        return count > length / 2 ? count : nil
    }
}

extension FailureBreaker.Ending {
    /// What was said in the refusal, or in its place.
    fileprivate var word: ProviderWord? {
        switch self {
        case .refused(let word), .unproved(let word): word
        case .clear, .failed: nil
        }
    }
}

/// What tells a refusal from others: its code, or else its words without what differs from one
/// recipient to the next.
///
/// An HTTP status is no code: it stands for any reason. Numbers, ids of requests and hexadecimal
/// digits are masked: providers name the recipient, the message or the request in their sentences.
package struct RefusalMark: Sendable, Hashable {
    private let text: String

    /// Makes the mark of what a provider said.
    package init(_ word: ProviderWord) {
        let status = word.code.flatMap { Int($0) }.flatMap { (100...599).contains($0) ? $0 : nil }
        text =
            if let code = word.code, status == nil { "code \(code)" } else {
                "status \(status ?? 0) \(Self.masked(word.text))"
            }
    }

    /// The text with one sign in the place of each word that holds a digit, and of each hexadecimal
    /// id without one.
    private static func masked(_ text: String) -> String {
        let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
        return words.map { isVariable($0) ? "#" : String($0) }.joined(separator: " ")
    }

    private static func isVariable(_ word: Substring) -> Bool {
        if word.contains(where: \.isNumber) { return true }
        return word.count >= 8 && word.allSatisfy { $0.isHexDigit || $0 == "-" }
    }
}

/// When failures stop a run, by what was asked of the provider.
package enum FailurePolicy: Sendable, Hashable {
    /// Messages: what is not known must not grow.
    case messages
    /// Lookups: a service that fails for everybody says nothing about anybody's line.
    case lookups
    /// Questions after messages that were sent.
    case questions

    /// The same refusal of so many recipients in a row stops a run; `nil`: refusals do not.
    package var sameRefusals: Int? {
        switch self {
        case .messages, .lookups: 5
        case .questions: nil
        }
    }

    /// So many failures in a row stop a run.
    package var failuresInRow: Int { 10 }

    /// More failures than half of so many stop a run; `nil`: only those in a row do.
    package var window: Int? {
        switch self {
        case .messages: 50
        case .lookups, .questions: nil
        }
    }

    /// The reason of an ending that counts as a failure.
    ///
    /// A refused message is certainly not accepted, and so no failure; a refused lookup is one.
    fileprivate func failure(_ ending: FailureBreaker.Ending) -> String? {
        switch (self, ending) {
        case (_, .failed(let detail)): detail
        case (_, .unproved(let word)): word.text
        case (.lookups, .refused(let word)): word.text
        case (_, .clear), (.messages, .refused), (.questions, .refused): nil
        }
    }

    /// What a run is told that stops.
    fileprivate func cause(_ trip: FailureBreaker.Trip) -> StopCause {
        switch (self, trip) {
        case (.messages, .sameRefusal(let count, let word)): .sameRefusal(times: count, word)
        case (.messages, .sameOfLast(let count, let window, let word)):
            .sameRefusal(times: count, word, among: window)
        case (.messages, .inRow(let count, _)):
            .ambiguous("the outcome of \(count) messages in a row is not known")
        case (.questions, .inRow(let count, let latest)): .questions(failed: count, latest)
        case (.lookups, .inRow(let count, let latest)): .lookups(failed: count, latest)
        case (_, .sameRefusal(let count, let word)), (_, .sameOfLast(let count, _, let word)):
            .lookups(failed: count, word.text)
        case (_, .ofLast(let count, let window)):
            .ambiguous("the outcome of \(count) of the last \(window) messages is not known")
        }
    }
}

/// Holds lookups that failed until it shows whose fault that was: the number's, or the service's.
///
/// A failure is final as soon as another lookup is answered, or when none is under way that could
/// tell. If the breaker stops the run instead, those that are held stay for the next run. Fewer
/// than ``FailurePolicy/failuresInRow`` wait at a time.
final class LookupFailureHold: Sendable {
    private struct State {
        var breaker = FailureBreaker(.lookups)
        var underWay = 0
        var held = WaitList<Void>()
        /// How often those who were held were let go.
        var releases = 0

        /// Takes in the end of a lookup; gives why the run should stop, who waits no longer, and
        /// whether whoever ended is to wait.
        mutating func end(
            _ ending: FailureBreaker.Ending?
        ) -> (cause: StopCause?, free: [WaitList<Void>.Waiter], waits: Bool) {
            underWay -= 1
            let cause = ending.flatMap { breaker.note($0) }
            guard underWay == 0 || cause != nil || ending == .clear else {
                return (nil, [], ending != nil)
            }
            return (cause, release(), false)
        }

        mutating func leave() -> [WaitList<Void>.Waiter] {
            underWay -= 1
            return underWay == 0 ? release() : []
        }

        private mutating func release() -> [WaitList<Void>.Waiter] {
            releases += 1
            return held.removeAll()
        }
    }

    private let state = Guarded(State())

    /// A lookup is about to begin, and will end with ``end(_:stop:)``; or something begins that may
    /// bring some, and will end with ``leave()``.
    func begin() { state.withLock { $0.underWay += 1 } }

    /// What was begun brings no more lookups.
    func leave() {
        let free = state.withLock { $0.leave() }
        free.forEach { $0.resume() }
    }

    /// A lookup has ended; returns when it shows whether the run goes on.
    ///
    /// - Parameters:
    ///   - ending: what that tells of the service; `nil`: nothing.
    ///   - stop: the switch that the breaker throws.
    func end(_ ending: FailureBreaker.Ending?, stop: StopSwitch) async {
        let (end, releases) = state.withLock { state in
            let end = state.end(ending)
            // Before anybody can see the release: whoever is let go looks whether the run goes on.
            if let cause = end.cause { stop.raise(cause) }
            return (end, state.releases)
        }
        end.free.forEach { $0.resume() }
        guard end.waits else { return }
        await state.wait(in: \.held) { $0.releases == releases ? nil : () }
    }
}
