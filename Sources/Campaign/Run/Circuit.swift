// SPDX-License-Identifier: Apache-2.0

package import Providers

/// Sees a misconfiguration or an outage in the run of answers: the stops that no single answer asks for.
///
/// Limits: the same unexplained refusal from 5 recipients in a row; 10 outcomes in a row that are not known, or more than
/// half of the last 50.
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
    package private(set) var refusals = RefusalRun()
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
        guard window.count == Self.windowLength, ambiguous > Self.windowLength / 2 else { return nil }
        return .ambiguous("the outcome of \(ambiguous) of the last \(Self.windowLength) messages is not known")
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
