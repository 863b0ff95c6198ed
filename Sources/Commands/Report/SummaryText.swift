// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import ReportPage
import TerminalKit

/// What a person should do about a summary.
struct SummaryAdvice {
    let summary: Summary

    /// What to do, the most pressing first.
    var items: [Advice] {
        [unconfirmed, pending, lookupFailed, failed, toRepair, lookupNeeded, preview, delivery]
            .compactMap { $0 }
    }

    private var tally: Tally { summary.tally }

    private var unconfirmed: Advice? {
        guard tally[.unconfirmed] > 0 else { return nil }
        return Advice(
            text: "\(rows(.unconfirmed)) unconfirmed: the message may have arrived, and another "
                + "run leaves them alone, "
                + "so that nobody gets it twice. The provider's message log may know:",
            command: campaign("reconcile"))
    }

    private var pending: Advice? {
        let limited = tally.count(of: .limit)
        if tally[.pending] > limited {
            return Advice(
                text: "\(rows(.pending)) pending: run the same command again, and it goes on where "
                    + "it stopped.")
        }
        guard limited > 0 else { return nil }
        return Advice(
            text: "\(rows(.pending)) left out by --limit: run the command again without it to send "
                + "the rest.")
    }

    /// Lookups that may fare better another time.
    private var lookupFailed: Advice? {
        let count = tally.reasons[.pending, default: [:]][Reason.lookupFailed.word, default: 0]
        guard count > 0 else { return nil }
        let subject = Figures.count(count, "row waits", "rows wait")
        return Advice(
            text: "\(subject) because the lookup failed. To go on without these lookups, set "
                + "“lookup.onFailure” in the configuration to “skip” or “send”.")
    }

    private var failed: Advice? {
        guard tally[.failed] > 0 else { return nil }
        let list = FileName.withoutExtension(summary.report) + "-failed.csv"
        return Advice(
            text: "\(rows(.failed)) refused by the provider. See why, and have these rows as a "
                + "list of their own:",
            command: report("--status failed --csv \(Shell.quoted(list))"))
    }

    /// Rows that could be sent if the list were repaired.
    private var toRepair: Advice? {
        let mistakes: [Reason] = [.invalidNumber, .badRow, .missingValue]
        let count = mistakes.reduce(0) { $0 + tally.count(of: $1) }
        guard count > 0 else { return nil }
        let subject = Figures.count(count, "row has", "rows have")
        let others =
            summary.dryRun == true ? "" : "; whoever was sent a message does not get another"
        return Advice(
            text: "\(subject) a mistake in the list: repair them there and run the same command "
                + "again\(others). " + "This shows them:", command: report("--status skipped"))
    }

    private var lookupNeeded: Advice? {
        let count = tally.count(of: .lookupNeeded)
        guard count > 0 else { return nil }
        return Advice(
            text: "\(Figures.count(count, "number needs", "numbers need")) a lookup before anybody "
                + "can tell whether it is "
                + "a landline; sending makes it, and so does --dry-run --lookup.")
    }

    private var preview: Advice? {
        guard tally[.wouldSend] > 0 else { return nil }
        return Advice(text: "To send, run the same command without --dry-run.")
    }

    /// Only a run knows its campaign; a report that is read again shows what is known of
    /// deliveries.
    private var delivery: Advice? {
        guard summary.dryRun == false, summary.campaign != nil, tally[.sent] > 0 else { return nil }
        return Advice(
            text: "What a provider accepts has not arrived yet. A while later, this tells what "
                + "became of the messages:", command: campaign("status"))
    }

    private func rows(_ status: Status) -> String {
        let limited = tally.count(of: .limit)
        let count =
            status == .pending && limited < tally[.pending]
            ? tally[.pending] - limited : tally[status]
        return Figures.count(count, "row is", "rows are")
    }

    private func campaign(_ command: String) -> String {
        let name = summary.campaign.map(Shell.quoted) ?? "CAMPAIGN"
        let config = summary.config.map { " --config \(Shell.quoted($0))" } ?? ""
        return "\(SMSCampaign.program) \(command) \(name)\(config)"
    }

    private func report(_ options: String) -> String {
        "\(SMSCampaign.program) report \(Shell.quoted(summary.report)) \(options)"
    }
}

/// The summary's smaller facts: line types, segments, cost, where the report lies.
struct SummaryFacts {
    /// Where the texts begin, wide enough for every term.
    static let column = 14

    let summary: Summary

    /// Terms and texts, as far as they are known.
    var rows: [(term: String, text: String)] {
        let all: [(String, String?)] = [
            ("repaired", RepairText.text(tally)), ("shared", SharedNumbersText.lost(tally)),
            ("line types", lineTypes), ("lookups", lookups),
            ("segments", segments), ("delivery", Self.list(Tally.ranked(tally.deliveries))),
            ("cost", cost), ("estimate", estimate), ("time", time),
            ("report", summary.campaign == nil ? nil : summary.report),
        ]
        return all.compactMap { term, text in text.map { (term, $0) } }
    }

    private var tally: Tally { summary.tally }

    private var lineTypes: String? { Self.list(Tally.ranked(tally.lineTypes)) }

    private var lookups: String? {
        summary.lookups.map { counts in
            "\(Figures.count(counts.requested)) requested, \(Figures.count(counts.cached)) cached, "
                + "\(Figures.count(counts.plan)) answered by the numbering plan"
        }
    }

    private var segments: String? {
        // Of several rows in one message, one has its encoding.
        let texts = tally.encodings.values.reduce(0, +)
        let messages = texts > 0 ? texts : tally[.sent] + tally[.wouldSend]
        guard messages > 0 else { return nil }
        let encodings = Self.list(Tally.ranked(tally.encodings)).map { " (\($0))" } ?? ""
        return "\(Figures.count(tally.segments)) in "
            + "\(Figures.count(messages, "message", "messages"))\(encodings)"
    }

    private var cost: String? {
        let sums = tally.costs.sorted { $0.key < $1.key }.map {
            Figures.money($0.value, Printable.text($0.key))
        }
        return sums.isEmpty ? nil : sums.joined(separator: ", ")
    }

    private var estimate: String? {
        summary.estimatedCost.map {
            Figures.money($0, summary.currency ?? "") + ", by the configured prices"
        }
    }

    private var time: String? { summary.estimatedDuration.map(Self.time) }

    /// The time that requests need, answers arriving at once.
    static func time(_ duration: Duration) -> String {
        "at least \(Figures.duration(duration)) at the configured rates"
    }

    private static func list(_ counts: [(word: String, count: Int)]) -> String? {
        guard !counts.isEmpty else { return nil }
        return counts.map { "\(Printable.text($0.word)) \(Figures.count($0.count))" }.joined(
            separator: ", ")
    }
}

/// A summary as a person reads it, in paragraphs that fit a terminal.
struct SummaryText {
    let summary: Summary
    let width: Int
    let style: Style

    private var tally: Tally { summary.tally }

    /// The text, with a line feed at the end of its last line too.
    var text: String {
        let paragraphs = [[title], statuses, reasons, facts, advice].filter { !$0.isEmpty }
        return paragraphs.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var title: String {
        let name =
            summary.campaign.map { "Campaign \($0)" }
            ?? summary.report
        let time = summary.duration.map { " in \(Figures.duration($0))" } ?? ""
        let kind = summary.dryRun == true ? " (preview: nothing was sent)" : ""
        return style.paint(
            "\(name): \(Figures.count(tally.rows, "recipient", "recipients"))\(time)\(kind)", .bold)
    }

    /// One line a status that occurs, and their sum.
    private var statuses: [String] {
        let shown = Status.allCases.filter { tally[$0] > 0 }
        guard !shown.isEmpty else { return [] }
        var table = Table(.left, .right, .right, .left)
        for status in shown {
            let share = Figures.percent(tally[status], of: tally.rows)
            table.add(
                Wording.heading(status), Figures.count(tally[status]), share,
                Wording.meaning(status))
        }
        if shown.count > 1 { table.add("in all", Figures.count(tally.rows), "", "") }
        return zip(table.lines(width: width), shown.map(Optional.some) + [nil]).map {
            line, status in status.flatMap(Self.colour).map { style.paint(line, $0) } ?? line
        }
    }

    private static func colour(_ status: Status) -> Style.Colour? {
        switch status {
        case .sent, .wouldSend: .green
        case .skipped: nil
        case .failed: .red
        case .unconfirmed, .pending: .yellow
        }
    }

    /// One line a reason, status by status, the commonest first.
    private var reasons: [String] {
        var table = Table(.left, .left, .right, .left)
        for status in Status.allCases {
            for (word, count) in Tally.ranked(tally.reasons[status, default: [:]]) {
                let meaning = PageHints.meaning(ofReason: word) ?? ""
                table.add(
                    Wording.heading(status), word, Figures.count(count), meaning)
            }
        }
        return table.isEmpty ? [] : [style.paint("Why", .bold)] + table.lines(width: width)
    }

    private var facts: [String] {
        SummaryFacts(summary: summary).rows.flatMap { term, text in
            DefinitionList([(term, text)], column: SummaryFacts.column).render(width: width).split(
                separator: "\n"
            ).map(String.init)
        }
    }

    private var advice: [String] {
        let items = SummaryAdvice(summary: summary).items
        guard !items.isEmpty else { return [] }
        return [style.paint("What next", .bold)]
            + items.flatMap { item in
                // A command is never wrapped: it is there to be copied.
                ["  - " + Paragraph.wrap(item.text, width: width, indent: 4)]
                    + (item.command.map { ["      " + Printable.text($0)] } ?? [])
            }
    }
}

/// The repairs of a list's numbers in words: `12 numbers: 8 lost +, 4 with .0 at the end`.
enum RepairText {
    /// Nil where nothing was repaired.
    static func text(_ tally: Tally) -> String? {
        guard tally.repaired > 0 else { return nil }
        let counts = RepairKind.allCases.compactMap { kind in tally.repairs[kind].map { (kind, $0) }
        }
        let ranked = counts.enumerated().sorted {
            ($1.element.1, $0.offset) < ($0.element.1, $1.offset)
        }.map(\.element)
        let parts = ranked.map { "\(Figures.count($1)) \($0.words)" }
        return "\(Figures.count(tally.repaired, "number", "numbers")): "
            + "\(parts.joined(separator: ", "))"
    }
}

/// The people in words whose text is lost to somebody with the same number.
enum SharedNumbersText {
    /// `3 people share a number and lose their text`; nil where nobody does.
    static func lost(_ tally: Tally) -> String? {
        guard tally.lostTexts > 0 else { return nil }
        let people = Figures.count(tally.lostTexts, "person shares", "people share")
        let loses = tally.lostTexts == 1 ? "loses" : "lose"
        return "\(people) a number with somebody above and \(loses) their text; “duplicates”: "
            + "“join” in the configuration puts all texts into one message"
    }
}
