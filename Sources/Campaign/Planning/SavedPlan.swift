// SPDX-License-Identifier: Apache-2.0

package import Basics
import Lists
import Foundation

/// What was previewed, small enough to be kept in a file: fingerprints of everything that a plan
/// was made from, and its counts.
///
/// It holds no number, no name and no text.
package struct SavedPlan: Codable, Sendable, Hashable {
    /// The word by which the file is known, without the version of its layout.
    fileprivate static let word = "sms-campaign plan "
    /// The word by which a file of this layout is known.
    static let format = word + "1"

    /// The kind of file, and the version of its layout.
    package private(set) var format = Self.format
    /// The program and its numbering plan, as `--version` names them.
    package var program: String
    /// When the plan was made; ISO 8601 in UTC.
    package var savedAt: String
    /// The campaign's name.
    package var campaign: String
    /// What the plan was made from.
    package var inputs: Inputs
    /// How the list was read, option by option; only what was said.
    package var options: [String: String]
    /// What came of it.
    package var counts: Counts

    /// SHA-256 of the files, in hexadecimal digits.
    package struct Inputs: Codable, Sendable, Hashable {
        package var list: String
        package var template: String
        package var configuration: String
        /// The suppression lists, one after the other.
        package var suppressionLists: String

        /// Puts the fingerprints together.
        package init(
            list: String, template: String, configuration: String, suppressionLists: String
        ) {
            self.list = list
            self.template = template
            self.configuration = configuration
            self.suppressionLists = suppressionLists
        }
    }

    /// The numbers of a plan.
    package struct Counts: Codable, Sendable, Hashable {
        /// Recipients in the list.
        package var rows: Int
        /// Recipients whom a message is to be sent to.
        package var toSend: Int
        /// Segments of these messages.
        package var segments: Int
        /// Recipients whom earlier runs of the campaign had settled.
        package var settled: Int
        /// Recipients who get no message, by reason.
        package var reasons: [String: Int]

        /// Takes the numbers of a plan.
        package init(_ plan: Plan) {
            rows = plan.tally.rows
            toSend = plan.candidates
            segments = plan.segments
            settled = plan.settled
            reasons = plan.tally.reasons[.skipped] ?? [:]
        }
    }

    /// Puts a plan together that is to be saved.
    package init(
        program: String, savedAt: String, campaign: String, inputs: Inputs,
        options: [String: String], counts: Counts
    ) {
        self.program = program
        self.savedAt = savedAt
        self.campaign = campaign
        self.inputs = inputs
        self.options = options
        self.counts = counts
    }
}

extension SavedPlan {
    /// Reads a saved plan.
    ///
    /// - Returns: the plan; `nil` where the bytes are none, or one of another version's layout.
    package init?(json: [UInt8]) {
        guard let plan = try? JSONDecoder().decode(SavedPlan.self, from: Data(json)),
            plan.format == Self.format
        else { return nil }
        self = plan
    }

    /// The plan as the file holds it: JSON (RFC 8259), one key a line.
    package func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try Array(encoder.encode(self)) + Array("\n".utf8)
    }
}

extension OwnFile {
    /// A saved plan, of whatever version.
    package static let plan = OwnFile("plan") { head in
        struct Plan: Decodable { let format: String }
        let plan = try? JSONDecoder().decode(Plan.self, from: Data(head))
        return plan?.format.hasPrefix(SavedPlan.word) ?? false
    }
}

extension SavedPlan {
    /// What is no longer as it was when this plan was saved.
    ///
    /// Once messages of the campaign were sent, its own progress changes the counts: a lookup names
    /// a landline, somebody opts out. Then nobody may be added, and fewer are no difference.
    ///
    /// - Parameter now: the plan as it is made now.
    /// - Returns: each difference in words for a person; none where all is the same.
    package func differences(to now: SavedPlan) -> [String] {
        let inputs = inputDifferences(to: now)
        // Where the list is another one, its counts say nothing more.
        return inputs.isEmpty ? countDifferences(to: now.counts) : inputs
    }

    private func inputDifferences(to now: SavedPlan) -> [String] {
        let same = [
            (campaign == now.campaign, "the campaign is “\(now.campaign)” and was “\(campaign)”"),
            (inputs.list == now.inputs.list, "the list changed"),
            (inputs.template == now.inputs.template, "the template changed"),
            (inputs.configuration == now.inputs.configuration, "the configuration changed"),
            (
                inputs.suppressionLists == now.inputs.suppressionLists,
                "the suppression lists changed"
            ), (program == now.program, "the program is \(now.program) and was \(program)"),
        ]
        return same.filter { !$0.0 }.map(\.1) + optionDifferences(to: now.options)
    }

    private func optionDifferences(to now: [String: String]) -> [String] {
        Set(options.keys).union(now.keys).sorted().filter { options[$0] != now[$0] }.map { name in
            "--\(name) is \(Self.word(now[name])) and was \(Self.word(options[name]))"
        }
    }

    private static func word(_ value: String?) -> String {
        guard let value else { return "not given" }
        return value.isEmpty ? "given" : "“\(value)”"
    }

    private func countDifferences(to now: Counts) -> [String] {
        let (before, after) = (counts.toSend + counts.settled, now.toSend + now.settled)
        if now.settled > counts.settled {
            return after > before
                ? ["\(after) recipients would be messaged in all, and there were \(before)"] : []
        }
        var differences: [String] = []
        if now.toSend != counts.toSend {
            differences.append(
                "\(now.toSend) recipients would get a message, and there were \(counts.toSend)")
        }
        if now.segments != counts.segments, differences.isEmpty {
            differences.append(
                "the messages have \(now.segments) segments, and had \(counts.segments)")
        }
        return differences + reasonDifferences(to: now.reasons)
    }

    private func reasonDifferences(to now: [String: Int]) -> [String] {
        Set(counts.reasons.keys).union(now.keys).sorted().compactMap { reason in
            let (before, after) = (counts.reasons[reason, default: 0], now[reason, default: 0])
            return before == after ? nil : "\(reason): \(after), and there were \(before)"
        }
    }
}
