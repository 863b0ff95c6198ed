// SPDX-License-Identifier: Apache-2.0

import Campaign
import PhoneNumbers

/// What the command `lookup` says of one input.
struct NumberAnswer: Sendable, Hashable {
    /// The number as it was given.
    let input: String
    /// The number; `nil` where the input is none.
    let number: PhoneNumber?
    /// What the numbering plan says of it.
    let facts: NumberFacts?
    /// What is known of its line.
    var line: LineKnowledge?
    /// What is wrong, or did not work, in words; `nil` when all is well.
    var problem: String?

    /// Answers from the numbering plan alone.
    ///
    /// - Parameters:
    ///   - input: the number as written; white space around it does not matter.
    ///   - region: the region of numbers without a country code.
    ///   - plan: the numbering plan.
    init(_ input: String, region: Region?, plan: NumberingPlan = .bundled) {
        self.input = input
        do {
            let number = try plan.parse(input, defaultRegion: region).number
            let facts = plan.facts(about: number)
            self.number = number
            self.facts = facts
            problem = facts.problem
            if facts.isValid { line = LineKnowledge(type: facts.lineType, source: .plan) }
        } catch {
            (number, facts) = (nil, nil)
            problem = error.description
        }
    }

    /// Whether a lookup of the number makes sense.
    var isValid: Bool { facts?.isValid ?? false }
}
