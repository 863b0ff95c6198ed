// SPDX-License-Identifier: Apache-2.0

package import Providers

/// Sees in the run of lookups that the service fails for everybody, which no single answer tells.
///
/// Limits: the same refusal of 5 numbers in a row; 10 lookups in a row that failed for good, whatever the reason.
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

    private var refusals = RefusalRun()
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
