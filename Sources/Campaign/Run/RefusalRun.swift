// SPDX-License-Identifier: Apache-2.0

package import Providers

/// How often in a row a provider has refused with the same words.
package struct RefusalRun: Sendable, Hashable {
    /// The latest words; `nil` where the latest answer was no such refusal.
    package private(set) var word: ProviderWord?
    /// How many refusals in a row said the same.
    package private(set) var count = 0

    /// Makes a run that has seen nothing.
    package init() {}

    /// Takes in the next answer: a refusal's words, or `nil` for anything else, which ends the run.
    mutating func note(_ word: ProviderWord?) {
        guard let word else { return self = RefusalRun() }
        count = self.word.map(word.saysTheSame) == true ? count + 1 : 1
        self.word = word
    }
}
