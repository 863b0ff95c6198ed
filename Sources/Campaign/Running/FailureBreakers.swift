// SPDX-License-Identifier: Apache-2.0

import Basics
package import Providers

/// Sees a misconfiguration or an outage in the run of answers: the stops that no single answer asks
/// for.
///
/// Limits: the same unexplained refusal from 5 recipients in a row; 10 outcomes in a row that are
/// not known, or more than half of the last 50.
package struct Circuit: Sendable, Hashable {
    /// How one message ended, as far as the circuit cares.
    package enum Ending: Sendable, Hashable {
        /// The provider accepted the message, or refused it for a reason that is known.
        case clear
        /// The provider refused it without a reason that is known.
        case unexplained(ProviderWord)
        /// It is not known whether it was accepted.
        case ambiguous
    }

    /// So many unexplained refusals in a row stop a run.
    package static let refusalLimit = 5
    /// So many ambiguous outcomes in a row stop a run.
    package static let ambiguousRunLimit = 10
    /// So many outcomes are looked back on.
    package static let windowLength = 50

    /// The unexplained refusals up to the latest message.
    package private(set) var refusals = RefusalStreak()
    private var ambiguousRun = 0
    private var window: [Bool] = []

    /// Makes a circuit that has seen nothing.
    package init() {}

    /// Takes in the end of one message.
    ///
    /// - Returns: why the run should stop, or `nil`.
    package mutating func note(_ ending: Ending) -> StopCause? {
        noteRefusal(ending)
        noteClarity(isAmbiguous: ending == .ambiguous)
        if let word = refusals.word, refusals.count >= Self.refusalLimit {
            return .sameRefusal(times: refusals.count, word)
        }
        if ambiguousRun >= Self.ambiguousRunLimit {
            return .ambiguous("the outcome of \(ambiguousRun) messages in a row is not known")
        }
        let ambiguous = window.count { $0 }
        guard window.count == Self.windowLength, ambiguous > Self.windowLength / 2 else {
            return nil
        }
        return .ambiguous(
            "the outcome of \(ambiguous) of the last \(Self.windowLength) messages is not known"
        )
    }

    private mutating func noteRefusal(_ ending: Ending) {
        guard case .unexplained(let word) = ending else { return refusals.note(nil) }
        refusals.note(word)
    }

    private mutating func noteClarity(isAmbiguous: Bool) {
        ambiguousRun = isAmbiguous ? ambiguousRun + 1 : 0
        if window.count == Self.windowLength { window.removeFirst() }
        window.append(isAmbiguous)
    }
}

/// Sees in the run of lookups that the service fails for everybody, which no single answer tells.
///
/// Limits: the same refusal of 5 numbers in a row; 10 lookups in a row that failed for good,
/// whatever the reason.
package struct LookupCircuit: Sendable, Hashable {
    /// How one lookup ended, as far as the circuit cares.
    package enum Ending: Sendable, Hashable {
        /// The provider answered.
        case answered
        /// The provider refused it.
        case refused(ProviderWord)
        /// It brought no usable answer to the last try.
        case failed(String)
    }

    /// The same refusal of so many numbers in a row stops a run.
    package static let refusalLimit = 5
    /// So many failures in a row stop a run.
    package static let failureLimit = 10

    private var refusals = RefusalStreak()
    private var failures = 0

    /// Makes a circuit that has seen nothing.
    package init() {}

    /// Takes in the end of one lookup.
    ///
    /// - Returns: why the run should stop, or `nil`.
    package mutating func note(_ ending: Ending) -> StopCause? {
        switch ending {
        case .answered:
            self = LookupCircuit()
            return nil
        case .refused(let word):
            refusals.note(word)
            failures += 1
            return cause(word.text)
        case .failed(let detail):
            refusals.note(nil)
            failures += 1
            return cause(detail)
        }
    }

    private func cause(_ latest: String) -> StopCause? {
        if refusals.count >= Self.refusalLimit { return .lookups(failed: refusals.count, latest) }
        return failures >= Self.failureLimit ? .lookups(failed: failures, latest) : nil
    }
}

/// Holds lookups that failed until it shows whose fault that was: the number's, or the service's.
///
/// A failure is final as soon as another lookup is answered, or when none is under way that could
/// tell. If the circuit stops the run instead, those that are held stay for the next run. Fewer
/// than ``LookupCircuit/failureLimit`` wait at a time.
final class LookupFailureHold: Sendable {
    private struct State {
        var circuit = LookupCircuit()
        var underWay = 0
        var held: [CheckedContinuation<Void, Never>] = []

        /// Takes in the end of a lookup; gives why the run should stop, and who waits no longer.
        mutating func end(
            _ ending: LookupCircuit.Ending?,
            _ waiter: CheckedContinuation<Void, Never>
        ) -> (cause: StopCause?, free: [CheckedContinuation<Void, Never>]) {
            underWay -= 1
            let cause = ending.flatMap { circuit.note($0) }
            let isOver = underWay == 0 || cause != nil || ending == .answered
            guard isOver else {
                guard ending != nil else { return (nil, [waiter]) }
                held.append(waiter)
                return (nil, [])
            }
            defer { held = [] }
            return (cause, held + [waiter])
        }

        mutating func leave() -> [CheckedContinuation<Void, Never>] {
            underWay -= 1
            guard underWay == 0 else { return [] }
            defer { held = [] }
            return held
        }
    }

    private let state = Guarded(State())

    /// A lookup is about to begin, and will end with ``end(_:stop:)``; or something begins that may
    /// bring some, and will end with ``leave()``.
    func begin() {
        state.withLock { $0.underWay += 1 }
    }

    /// What was begun brings no more lookups.
    func leave() {
        let free = state.withLock { $0.leave() }
        free.forEach { $0.resume() }
    }

    /// A lookup has ended; returns when it shows whether the run goes on.
    ///
    /// - Parameters:
    ///   - ending: what that tells of the service; `nil`: nothing.
    ///   - stop: the switch that the circuit throws.
    func end(_ ending: LookupCircuit.Ending?, stop: StopSwitch) async {
        await withCheckedContinuation { waiter in
            let (cause, free) = state.withLock { $0.end(ending, waiter) }
            if let cause { stop.raise(cause) }
            free.forEach { $0.resume() }
        }
    }
}

/// How often in a row a provider has refused with the same words.
package struct RefusalStreak: Sendable, Hashable {
    /// The latest words; `nil` where the latest answer was no such refusal.
    package private(set) var word: ProviderWord?
    /// How many refusals in a row said the same.
    package private(set) var count = 0

    /// Makes a run that has seen nothing.
    package init() {}

    /// Takes in the next answer: a refusal's words, or `nil` for anything else, which ends the run.
    mutating func note(_ word: ProviderWord?) {
        guard let word else { return self = RefusalStreak() }
        count = self.word.map(word.saysTheSame) == true ? count + 1 : 1
        self.word = word
    }
}
