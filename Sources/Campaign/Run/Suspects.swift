// SPDX-License-Identifier: Apache-2.0

import Providers

/// The recipients who were refused one after the other in the same words, without a reason that is known.
///
/// When their number stops the run, the refusals were not their fault.
struct Suspects {
    /// One of them.
    struct Suspect {
        let candidate: Candidate
        let line: LineKnowledge
        let record: SendRecord
    }

    private var word: ProviderWord?
    private var members: [Suspect] = []

    /// Takes in how one message ended.
    mutating func note(_ ending: Circuit.Ending, _ suspect: Suspect) {
        guard case .unexplained(let word) = ending else {
            (self.word, members) = (nil, [])
            return
        }
        members = self.word.map(word.saysTheSame) == true ? members + [suspect] : [suspect]
        self.word = word
    }

    /// Gives those that are held, and forgets them.
    mutating func release() -> [Suspect] {
        defer { members = [] }
        return members
    }
}
