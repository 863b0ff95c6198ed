// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import PhoneNumbers
import TerminalKit

/// What the command `lookup` says of one input.
struct NumberAnswer: Sendable, Hashable {
    let input: String
    /// The number; `nil` where the input is none.
    let number: PhoneNumber?
    /// The digits of the extension that is written behind the number; `nil` where none is.
    let phoneExtension: String?
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
        let reading = Self.read(input, in: region, repairs: repairs, by: plan)
        (number, repair) = (reading.number, reading.repair)
        phoneExtension = reading.phoneExtension
        facts = reading.number.map(plan.facts)
        problem = reading.problem ?? (isValid ? nil : reading.number.map(plan.explanation))
        if let type = facts?.lineType { line = LineKnowledge(type: type, source: .plan) }
    }

    private static func read(
        _ input: String, in region: Region?, repairs: Bool, by plan: NumberingPlan
    ) -> Reading {
        // A line stands alone: nothing tells a lost + from a digit too many.
        let reader = CellReader(
            plan: plan, defaultRegion: region, repairs: repairs, expecting: nil)
        guard !SeveralNumbers(plan: plan, defaultRegion: region).areIn(input) else {
            return Reading(problem: "this is more than one number")
        }
        return switch reader.readVanity(input) {
        case .number(let parsed): Reading(parsed)
        case .repaired(let repair): Reading(number: repair.number, repair: repair)
        case .refused(let why, let number): Reading(number: number, problem: why)
        }
    }

    /// What an input turned out to be.
    private struct Reading {
        var number: PhoneNumber?
        var phoneExtension: String?
        var repair: Repair?
        var problem: String?

        init(number: PhoneNumber? = nil, repair: Repair? = nil, problem: String? = nil) {
            (self.number, self.repair, self.problem) = (number, repair, problem)
        }

        init(_ parsed: ParsedNumber) {
            (number, phoneExtension) = (parsed.number, parsed.phoneExtension)
        }
    }

    /// Whether a lookup of the number makes sense.
    var isValid: Bool { facts?.isValid ?? false }
}

extension NumberAnswer {
    /// The answer as the contract's JSON object.
    var json: JSONText {
        let zones = facts?.timeZones ?? []
        var members: [JSONText.Member] = [
            ("input", .string(input)), ("number", Self.text(number?.e164)),
            ("valid", .bool(isValid)), ("region", Self.text(facts?.region?.rawValue)),
            ("line_type", Self.text(line?.type.rawValue)),
            ("line_type_source", Self.text(line?.source.rawValue)),
            ("carrier", Self.text(line?.carrier)),
            ("time_zones", .array(zones.map(JSONText.string))),
        ]
        if let phoneExtension { members.append(("extension", .string(phoneExtension))) }
        if let repair {
            members.append(("repairs", .array(repair.kinds.map { .string($0.rawValue) })))
        }
        if let problem { members.append(("problem", .string(problem))) }
        return .object(members)
    }

    /// The answer as a line for a person.
    var text: String {
        guard let number else {
            return "\(input): \(problem ?? "not a phone number")"
        }
        guard isValid else { return "\(number.e164): \(problem ?? "not a valid number")" }
        var parts = [number.e164, facts?.region?.rawValue ?? "", lineText]
        if let phoneExtension { parts.append("extension \(phoneExtension)") }
        if let carrier = line?.carrier { parts.append(carrier) }
        if let zones = facts?.timeZones, !zones.isEmpty { parts.append(Self.short(zones)) }
        if let repair { parts.append(repair.sentence) }
        if let remark = problem ?? facts?.caution?.description { parts.append(remark) }
        return parts.filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private var lineText: String {
        guard let line else { return "" }
        let evidence =
            line.source == .plan ? facts?.evidence ?? line.source.rawValue : line.source.rawValue
        return "\(line.type.rawValue) (\(evidence))"
    }

    private static func short(_ zones: [String]) -> String {
        zones.count > 3
            ? "\(zones.prefix(3).joined(separator: ", ")) and \(zones.count - 3) more"
            : zones.joined(separator: ", ")
    }

    private static func text(_ text: String?) -> JSONText { text.map(JSONText.string) ?? .null }
}
