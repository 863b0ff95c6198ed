// SPDX-License-Identifier: Apache-2.0

import Campaign
import Testing

@testable import CommandLine

@Suite struct FunnelTests {
    private func funnel(_ rows: [(Status, String)]) -> Funnel {
        Funnel(rows.reduce(into: Tally()) { $0.add(ReportFacts(status: $1.0, reason: $1.1)) })
    }

    @Test func `every step says who was left out`() {
        let funnel = funnel([
            (.sent, ""), (.sent, ""), (.skipped, "invalid_number"), (.skipped, "bad_row"), (.skipped, "bad_row"),
            (.skipped, "duplicate"), (.skipped, "opted_out"), (.skipped, "fixed_line"), (.skipped, "too_long"),
            (.pending, "limit"), (.failed, "rejected"), (.unconfirmed, "timed_out"),
        ])
        #expect(
            funnel.steps == [
                .init(name: "rows", left: 12, dropped: []),
                .init(name: "valid numbers", left: 9, dropped: ["bad_row 2", "invalid_number 1"]),
                .init(name: "different people", left: 8, dropped: ["duplicate 1"]),
                .init(name: "may be texted", left: 7, dropped: ["opted_out 1"]),
                .init(name: "no landline", left: 6, dropped: ["fixed_line 1"]),
                .init(name: "with a message", left: 5, dropped: ["too_long 1"]),
                .init(name: "reached the provider", left: 4, dropped: ["pending 1"]),
                .init(name: "accepted", left: 2, dropped: ["failed 1", "unconfirmed 1"]),
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
            funnel.steps.contains { $0.dropped.contains("no reason 1") && $0.dropped.contains("of a later version 1") }
        )
    }
}
