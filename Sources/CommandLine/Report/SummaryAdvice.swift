// SPDX-License-Identifier: Apache-2.0

import Campaign

/// What a person should do about a summary.
struct SummaryAdvice {
    /// A piece of advice, with the command that follows it.
    struct Item: Hashable {
        /// A sentence for a person.
        let text: String
        /// A command as it is typed, quoted for a shell; it does what the sentence says.
        var command: String?
    }

    let summary: Summary

    /// What to do, the most pressing first.
    var items: [Item] {
        [unconfirmed, pending, failed, toRepair, lookupNeeded, preview, delivery].compactMap { $0 }
    }

    private var tally: Tally { summary.tally }

    private var unconfirmed: Item? {
        guard tally[.unconfirmed] > 0 else { return nil }
        return Item(
            text: "\(rows(.unconfirmed)) unconfirmed: the message may have arrived, and another run leaves them alone, "
                + "so that nobody gets it twice. The provider's message log may know:",
            command: campaign("reconcile")
        )
    }

    private var pending: Item? {
        let limited = tally.count(ofReason: "limit")
        if tally[.pending] > limited {
            return Item(
                text: "\(rows(.pending)) pending: run the same command again, and it goes on where it stopped."
            )
        }
        guard limited > 0 else { return nil }
        return Item(
            text: "\(rows(.pending)) left out by --limit: run the command again without it to send the rest."
        )
    }

    private var failed: Item? {
        guard tally[.failed] > 0 else { return nil }
        let list = FileName.withoutExtension(summary.report) + "-failed.csv"
        return Item(
            text: "\(rows(.failed)) refused by the provider. See why, and have these rows as a list of their own:",
            command: report("--status failed --csv \(Shell.quoted(list))")
        )
    }

    /// Rows that could be sent if the list were repaired.
    private var toRepair: Item? {
        let count = ["invalid_number", "bad_row", "missing_value"].reduce(0) { $0 + tally.count(ofReason: $1) }
        guard count > 0 else { return nil }
        let subject = Figures.count(count, "row has", "rows have")
        let others = summary.dryRun == true ? "" : "; whoever was sent a message does not get another"
        return Item(
            text: "\(subject) a mistake in the list: repair them there and run the same command again\(others). "
                + "This shows them:",
            command: report("--status skipped")
        )
    }

    private var lookupNeeded: Item? {
        let count = tally.count(ofReason: "lookup_needed")
        guard count > 0 else { return nil }
        return Item(
            text:
                "\(Figures.count(count, "number needs", "numbers need")) a lookup before anybody can tell whether it is "
                + "a landline; sending makes it, and so does --dry-run --lookup."
        )
    }

    private var preview: Item? {
        guard tally[.wouldSend] > 0 else { return nil }
        return Item(text: "To send, run the same command without --dry-run.")
    }

    /// Only a run knows its campaign; a report that is read again shows what is known of deliveries.
    private var delivery: Item? {
        guard summary.dryRun == false, summary.campaign != nil, tally[.sent] > 0 else { return nil }
        return Item(
            text: "What a provider accepts has not arrived yet. A while later, this tells what became of the messages:",
            command: campaign("status")
        )
    }

    private func rows(_ status: Status) -> String {
        let limited = tally.count(ofReason: "limit")
        let count = status == .pending && limited < tally[.pending] ? tally[.pending] - limited : tally[status]
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
