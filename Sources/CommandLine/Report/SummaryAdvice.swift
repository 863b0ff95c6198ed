// SPDX-License-Identifier: Apache-2.0

import Campaign

/// What a person should do about a summary.
struct SummaryAdvice {
    let summary: Summary

    /// Sentences, the most pressing first.
    var items: [String] {
        [unconfirmed, pending, failed, toRepair, lookupNeeded, preview].compactMap { $0 }
    }

    private var tally: Tally { summary.tally }

    private var unconfirmed: String? {
        guard tally[.unconfirmed] > 0 else { return nil }
        let name = summary.campaign.map(Shell.quoted) ?? "CAMPAIGN"
        return
            "\(rows(.unconfirmed)) unconfirmed: the message may have arrived. '\(SMSCampaign.program) reconcile \(name)' asks "
            + "the provider's message log; another run leaves them alone, so that nobody gets it twice."
    }

    private var pending: String? {
        let limited = tally.count(ofReason: "limit")
        let others = tally[.pending] - limited
        if others > 0 {
            return "\(rows(.pending)) pending: run the same command again, and it goes on where it stopped."
        }
        guard limited > 0 else { return nil }
        return "\(rows(.pending)) left out by --limit: run the command again without it to send the rest."
    }

    private var failed: String? {
        guard tally[.failed] > 0 else { return nil }
        return "\(rows(.failed)) refused by the provider: \(command("--status failed")) shows why."
    }

    /// Rows that could be sent if the list were repaired.
    private var toRepair: String? {
        let count = ["invalid_number", "bad_row", "missing_value"].reduce(0) { $0 + tally.count(ofReason: $1) }
        guard count > 0 else { return nil }
        let subject = Figures.count(count, "row has", "rows have")
        let others = summary.dryRun == true ? "." : "; whoever was sent a message does not get another."
        return
            "\(subject) a mistake in the list (\(command("--status skipped")) shows them): "
            + "repair them in the list and run the same command again\(others)"
    }

    private var lookupNeeded: String? {
        let count = tally.count(ofReason: "lookup_needed")
        guard count > 0 else { return nil }
        return
            "\(Figures.count(count, "number needs", "numbers need")) a lookup before anybody can tell whether it is a landline; "
            + "sending makes it, and so does --dry-run --lookup."
    }

    private var preview: String? {
        guard tally[.wouldSend] > 0 else { return nil }
        return "To send, run the same command without --dry-run."
    }

    private func rows(_ status: Status) -> String {
        let count =
            status == .pending && tally.count(ofReason: "limit") < tally[.pending]
            ? tally[.pending] - tally.count(ofReason: "limit") : tally[status]
        return Figures.count(count, "row is", "rows are")
    }

    private func command(_ option: String) -> String {
        "'\(SMSCampaign.program) report \(Shell.quoted(summary.report)) \(option)'"
    }
}
