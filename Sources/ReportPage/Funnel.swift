// SPDX-License-Identifier: Apache-2.0

import TerminalKit
import Basics
import Configuration
package import Lists

/// The way from the list's rows to messages: what is left after each step, and who was left out
/// there.
package struct Funnel {
    /// Why rows were left out at a step.
    package struct Loss: Equatable, CustomStringConvertible {
        /// The report's word for the reason.
        package let word: String
        package let count: Int

        package var description: String { "\(word) \(Figures.count(count))" }
    }

    package struct Step: Equatable {
        package let name: String
        /// Rows that are left after the step.
        package let left: Int
        /// Why rows were left out here, the commonest reason first.
        package let dropped: [Loss]
    }

    /// The steps, from all rows to the last one.
    package private(set) var steps: [Step]
    private var left: Int

    /// Sorts a report's rows into steps, down to the messages that were accepted, or would be
    /// handed over; a step that left nobody out is there, too.
    package init(_ tally: Tally) {
        self.init(judgedIn: tally)
        if tally[.wouldSend] == tally.rows - tally[.skipped] {
            steps.append(Step(name: "would be sent", left: left, dropped: []))
        } else {
            drop("reached the provider", Self.counts(tally, [.pending]))
            drop("accepted", Self.counts(tally, [.failed, .unconfirmed]))
        }
    }

    /// Sorts a plan's rows into steps, down to the messages that are still to be sent.
    package init(planned tally: Tally) {
        self.init(judgedIn: tally)
        let earlier = Self.counts(tally, [.sent, .failed, .unconfirmed])
        if !earlier.isEmpty { drop("not settled before", earlier) }
        drop("to send", tally.reasons[.pending, default: [:]])
    }

    /// The steps that judge a row before anything is sent.
    private init(judgedIn tally: Tally) {
        left = tally.rows
        steps = [Step(name: "rows", left: left, dropped: [])]
        var skipped = tally.reasons[.skipped, default: [:]]
        if let count = skipped.removeValue(forKey: Self.notSelected) {
            drop("selected", [Self.notSelected: count])
        }
        for (name, reasons) in Self.judgements {
            drop(name, skipped.filter { reasons.contains($0.key) })
            skipped = skipped.filter { !reasons.contains($0.key) }
        }
        // A row that is skipped for no reason, or for one of a later version, is left out here.
        let nameless = tally[.skipped] - tally.reasons[.skipped, default: [:]].values.reduce(0, +)
        if nameless > 0 { skipped["no reason", default: 0] += nameless }
        drop("with a message", skipped)
    }

    private mutating func drop(_ name: String, _ counts: [String: Int]) {
        left -= counts.values.reduce(0, +)
        let losses = Tally.ranked(counts).map { Loss(word: $0.word, count: $0.count) }
        steps.append(Step(name: name, left: left, dropped: losses))
    }

    /// A run about some rows only has a step of its own.
    private static let notSelected = "not_selected"

    private static let judgements: [(name: String, reasons: Set<String>)] = [
        ("valid numbers", ["invalid_number", "extension", "bad_row"]),
        ("different people", ["duplicate"]),
        (
            "may be texted",
            ["suppressed", "opted_out", "no_consent", "region_not_allowed", "too_soon"]
        ),
        (
            "no landline",
            [
                "mobile", "fixed_line", "fixed_line_or_mobile", "voip", "toll_free", "premium_rate",
                "shared_cost", "personal_number", "pager", "uan", "voicemail", "unknown_line_type",
                "lookup_failed",
            ]
        ),
    ]

    private static func counts(_ tally: Tally, _ statuses: [Status]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for status in statuses where tally[status] > 0 {
            counts[Wording.heading(status)] = tally[status]
        }
        return counts
    }
}
