// SPDX-License-Identifier: Apache-2.0

import Campaign

/// The way from the list's rows to messages: what is left after each step, and who was left out there.
struct Funnel {
    /// A step.
    struct Step: Equatable {
        let name: String
        /// Rows that are left after the step.
        let left: Int
        /// The words for why rows were left out here, with their counts, the commonest first.
        let dropped: [String]
    }

    /// The steps, from all rows to the messages that were accepted, or would be handed over.
    let steps: [Step]

    /// Sorts the rows' reasons into steps; a step that left nobody out is there, too.
    init(_ tally: Tally) {
        var left = tally.rows
        var skipped = tally.reasons[.skipped, default: [:]]
        var steps = [Step(name: "rows", left: left, dropped: [])]
        func drop(_ name: String, _ counts: [String: Int]) {
            left -= counts.values.reduce(0, +)
            steps.append(Step(name: name, left: left, dropped: Self.words(counts)))
        }
        for (name, reasons) in Self.judgements {
            drop(name, skipped.filter { reasons.contains($0.key) })
            skipped = skipped.filter { !reasons.contains($0.key) }
        }
        // A row that is skipped for no reason, or for one of a later version, is left out here.
        let nameless = tally[.skipped] - tally.reasons[.skipped, default: [:]].values.reduce(0, +)
        if nameless > 0 { skipped["no reason", default: 0] += nameless }
        drop("with a message", skipped)
        if tally[.wouldSend] == tally.rows - tally[.skipped] {
            steps.append(Step(name: "would be sent", left: left, dropped: []))
        } else {
            drop("reached the provider", Self.counts(tally, .pending))
            drop("accepted", Self.counts(tally, .failed).merging(Self.counts(tally, .unconfirmed), uniquingKeysWith: +))
        }
        self.steps = steps
    }

    private static let judgements: [(name: String, reasons: Set<String>)] = [
        ("valid numbers", ["invalid_number", "extension", "bad_row"]),
        ("different people", ["duplicate"]),
        ("may be texted", ["suppressed", "opted_out", "region_not_allowed"]),
        (
            "no landline",
            [
                "mobile", "fixed_line", "fixed_line_or_mobile", "voip", "toll_free", "premium_rate", "shared_cost",
                "personal_number", "pager", "uan", "voicemail", "unknown_line_type", "lookup_failed",
            ]
        ),
    ]

    private static func counts(_ tally: Tally, _ status: Status) -> [String: Int] {
        tally[status] > 0 ? [Wording.heading(status): tally[status]] : [:]
    }

    private static func words(_ counts: [String: Int]) -> [String] {
        Tally.ranked(counts).map { "\($0.word) \(Figures.count($0.count))" }
    }
}
