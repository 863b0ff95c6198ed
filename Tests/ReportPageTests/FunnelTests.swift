// SPDX-License-Identifier: Apache-2.0

import Basics
import Configuration
import Lists
@testable import ReportPage
import TerminalKit
import Testing

@Suite struct FunnelTests {
    private func funnel(_ rows: [(Status, String)]) -> Funnel {
        Funnel(rows.reduce(into: Tally()) { $0.add(ReportFacts(status: $1.0, reason: $1.1)) })
    }

    @Test func `every step says who was left out`() {
        let funnel = funnel([
            (.sent, ""), (.sent, ""), (.skipped, "invalid_number"), (.skipped, "bad_row"),
            (.skipped, "bad_row"),
            (.skipped, "duplicate"), (.skipped, "opted_out"), (.skipped, "fixed_line"),
            (.skipped, "too_long"),
            (.pending, "limit"), (.failed, "rejected"), (.unconfirmed, "timed_out"),
        ])
        #expect(
            funnel.steps == [
                .init(name: "rows", left: 12, dropped: []),
                .init(
                    name: "valid numbers",
                    left: 9,
                    dropped: [
                        .init(word: "bad_row", count: 2), .init(word: "invalid_number", count: 1),
                    ]
                ),
                .init(
                    name: "different people",
                    left: 8,
                    dropped: [.init(word: "duplicate", count: 1)]
                ),
                .init(
                    name: "may be texted",
                    left: 7,
                    dropped: [.init(word: "opted_out", count: 1)]
                ),
                .init(name: "no landline", left: 6, dropped: [.init(word: "fixed_line", count: 1)]),
                .init(
                    name: "with a message",
                    left: 5,
                    dropped: [.init(word: "too_long", count: 1)]
                ),
                .init(
                    name: "reached the provider",
                    left: 4,
                    dropped: [.init(word: "pending", count: 1)]
                ),
                .init(
                    name: "accepted",
                    left: 2,
                    dropped: [
                        .init(word: "failed", count: 1), .init(word: "unconfirmed", count: 1),
                    ]
                ),
            ]
        )
    }

    @Test func `a preview ends with what would be sent`() {
        let funnel = funnel([(.wouldSend, ""), (.wouldSend, "lookup_needed"), (.skipped, "voip")])
        #expect(funnel.steps.last == .init(name: "would be sent", left: 2, dropped: []))
    }

    @Test func `every reason to skip has a step, and the last step has what was sent`() {
        let words = Reason.allWords + ["", "of a later version"]
        let funnel = funnel(words.map { (.skipped, $0) } + [(.sent, "")])
        #expect(funnel.steps.last?.left == 1)
        #expect(
            funnel.steps.contains { step in
                let words = step.dropped.map(\.description)
                return words.contains("no reason 1") && words.contains("of a later version 1")
            }
        )
    }
}
