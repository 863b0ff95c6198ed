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
    /// What was repaired about the input; `nil` where the number is the one that was given.
    let repair: Repair?
    /// What is wrong, or did not work, in words; `nil` when all is well.
    var problem: String?

    /// Answers from the numbering plan alone.
    ///
    /// - Parameters:
    ///   - input: the number as written; white space around it does not matter.
    ///   - region: the region of numbers without a country code.
    ///   - repairs: whether a number that is not valid is repaired, as `send` does.
    ///   - plan: the numbering plan.
    init(_ input: String, region: Region?, repairs: Bool = false, plan: NumberingPlan = .bundled) {
        self.input = input
        let reading = Self.read(input, region, repairs, plan)
        (number, repair) = (reading.number, reading.repair)
        facts = reading.number.map(plan.facts)
        problem = reading.problem ?? facts?.problem
        if let facts, facts.isValid { line = LineKnowledge(type: facts.lineType, source: .plan) }
    }

    private static func read(
        _ input: String,
        _ region: Region?,
        _ repairs: Bool,
        _ plan: NumberingPlan
    ) -> (number: PhoneNumber?, repair: Repair?, problem: String?) {
        do throws(ParseFailure) {
            guard repairs else { return (try plan.parse(input, defaultRegion: region).number, nil, nil) }
        } catch {
            return (nil, nil, error.description)
        }
        return switch CellReader(plan: plan, defaultRegion: region, repairs: true).read(input) {
        case .number(let parsed): (parsed.number, nil, nil)
        case .repaired(let repair): (repair.number, repair, nil)
        case .refused(let why, let number): (number, nil, why)
        }
    }

    /// Whether a lookup of the number makes sense.
    var isValid: Bool { facts?.isValid ?? false }
}
