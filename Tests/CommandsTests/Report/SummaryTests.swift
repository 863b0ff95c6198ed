// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import Campaign
@testable import Commands
import Configuration
import Lists
@testable import ReportPage
@testable import TerminalKit
import Foundation
import Testing

@Suite struct SummaryTests {
    /// The run of the contract's example.
    private var summary: Summary {
        var tally = Tally()
        for (status, reason, segments) in [
            (Status.sent, "", 1), (.sent, "", 2), (.skipped, "fixed_line", 1),
            (.skipped, "duplicate", 0),
            (.skipped, "invalid_number", 0), (.pending, "quiet_hours", 1),
        ] {
            var facts = ReportFacts(status: status, reason: reason)
            facts.segments = segments
            tally.add(facts)
        }
        var summary = Summary(tally, report: "spring-report.csv")
        (summary.campaign, summary.dryRun, summary.provider) = ("spring", false, "plivo")
        summary.lookups = LookupCounts(requested: 2, cached: 0, plan: 2)
        (summary.estimatedCost, summary.currency) = (Decimal(string: "0.0337"), "USD")
        summary.duration = .milliseconds(1900)
        return summary
    }

    @Test func `JSON is the contract's`() {
        #expect(
            summary.json.text == """
                { "campaign": "spring", "dryRun": false, "provider": "plivo", "rows": 6, \
                "counts": { "sent": 2, "skipped": 3, "failed": 0, "unconfirmed": 0, "pending": 1 }, \
                "reasons": { "duplicate": 1, "fixed_line": 1, "invalid_number": 1, "quiet_hours": 1 }, \
                "lookups": { "requested": 2, "cached": 0, "plan": 2 }, \
                "segments": 3, "estimatedCost": 0.0337, "currency": "USD", \
                "durationSeconds": 1.9, "report": "spring-report.csv" }
                """
        )
    }

    @Test func `a run's JSON ends with its exit code`() {
        let members = summary.members + [("exit", ExitCode.incomplete.json)]
        #expect(JSONText.object(members).text.hasSuffix("\"spring-report.csv\", \"exit\": 3 }"))
    }

    @Test func `JSON of a preview counts what would be sent`() {
        var preview = Summary(Tally(), report: "r.csv")
        preview.dryRun = true
        #expect(
            preview.json.text.contains(
                "\"counts\": { \"sent\": 0, \"would_send\": 0, \"skipped\": 0,"
            )
        )
    }

    @Test func `a run's summary names the campaign, the time and the report`() {
        let text = SummaryText(summary: summary, width: 80, style: Style(isColoured: false)).text
        #expect(text.hasPrefix("Campaign spring: 6 recipients in 1.9 s\n"))
        #expect(
            text.contains(
                "\n  lookups     2 requested, 0 cached, 2 answered by the numbering plan\n"
            )
        )
        #expect(text.contains("\n  estimate    0.0337 USD, by the configured prices\n"))
        #expect(text.contains("\n  report      spring-report.csv\n"))
        #expect(
            text.contains(
                "  - 1 row is pending: run the same command again, and it goes on where it\n    stopped.\n"
            )
        )
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `a preview says that nothing was sent and how to send`() {
        var tally = Tally()
        tally.add(ReportFacts(status: .wouldSend))
        tally.add(ReportFacts(status: .wouldSend, reason: "lookup_needed"))
        var preview = Summary(tally, report: "my list-preview.csv")
        (preview.campaign, preview.dryRun) = ("my list", true)
        let text = SummaryText(summary: preview, width: 200, style: Style(isColoured: false)).text
        #expect(
            text.hasPrefix(
                "Campaign my list: 2 recipients (preview: nothing was sent)\n\n  would be sent  2  100.0 %"
            )
        )
        #expect(text.contains("1 number needs a lookup") && text.contains("without --dry-run"))
    }

    @Test
    func `how long sending would take is a fact of its own, and no time that the preview took`() {
        var preview = summary
        (preview.dryRun, preview.duration, preview.estimatedDuration) = (
            true, .milliseconds(100), .seconds(4980)
        )
        let text = SummaryText(summary: preview, width: 80, style: Style(isColoured: false)).text
        #expect(
            text.hasPrefix("Campaign spring: 6 recipients in 0.1 s (preview: nothing was sent)\n")
        )
        #expect(text.contains("\n  time        at least 1 h 23 min at the configured rates\n"))
        #expect(preview.json.text.contains("\"durationSeconds\": 0.1,"))
    }

    @Test(arguments: [
        (
            false,
            "run the same command again; whoever was sent a message does not get another. This shows them:"
        ),
        (true, "run the same command again. This shows them:"),
    ])
    func `rows with a mistake can be repaired`(isPreview: Bool, advice: String) {
        var summary = summary
        summary.dryRun = isPreview
        let items = SummaryAdvice(summary: summary).items
        #expect(
            items.contains {
                $0.text.hasPrefix("1 row has a mistake in the list") && $0.text.hasSuffix(advice)
            }
        )
        #expect(
            items.contains {
                $0.command == "sms-campaign report spring-report.csv --status skipped"
            }
        )
    }

    @Test func `unconfirmed rows lead to the command that settles them`() {
        var summary = Summary(Tally(), report: "r.csv")
        summary.tally.add(ReportFacts(status: .unconfirmed, reason: "timed_out"))
        summary.campaign = "spring sale"
        let advice = SummaryAdvice(summary: summary).items
        #expect(advice.compactMap(\.command) == ["sms-campaign reconcile 'spring sale'"])
        summary.config = "my config.json"
        let text = SummaryText(summary: summary, width: 40, style: Style(isColoured: false)).text
        #expect(
            text.contains(
                "\n      sms-campaign reconcile 'spring sale' --config 'my config.json'\n"
            ),
            "\(text)"
        )
    }

    @Test
    func `refused rows lead to their reasons and to a list of them, sent ones to their delivery`() {
        var summary = Summary(Tally(), report: "out dir/r.csv")
        (summary.campaign, summary.dryRun) = ("c", false)
        summary.tally.add(ReportFacts(status: .failed, reason: "rejected"))
        summary.tally.add(ReportFacts(status: .sent))
        #expect(
            SummaryAdvice(summary: summary).items.compactMap(\.command) == [
                "sms-campaign report 'out dir/r.csv' --status failed --csv 'out dir/r-failed.csv'",
                "sms-campaign status c",
            ]
        )
    }

    @Test func `every reason has words`() {
        #expect(Reason.allWords.filter { PageHints.meaning(ofReason: $0) == nil }.isEmpty)
    }

    @Test func `the counts add up`() {
        let tally = summary.tally
        #expect(Status.allCases.reduce(0) { $0 + tally[$1] } == tally.rows)
        #expect(tally.rankedReasons.map(\.count).reduce(0, +) == 4)
    }

    @Test(arguments: [
        (JSONText.null, "null"), (.bool(true), "true"), (.integer(-1), "-1"), (.array([]), "[]"),
        (.object([]), "{}"),
        (.array([.integer(1), .string("a")]), "[1, \"a\"]"),
        (.string("\"\\\n\r\t\u{1}\u{2028}é"), "\"\\\"\\\\\\n\\r\\t\\u0001\\u2028é\""),
        (.decimal(Decimal.nan), "null"),
    ])
    func `JSON is well formed`(value: JSONText, text: String) {
        #expect(value.text == text)
    }
}
