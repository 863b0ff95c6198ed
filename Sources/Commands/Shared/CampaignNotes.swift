// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import TerminalKit

extension CampaignDialogue {
    /// Says on standard error what happens while the provider is asked about a campaign.
    init(in context: CommandContext, stop: StopSwitch) {
        self.init(
            tell: { CampaignNotes(context: context).show($0) },
            accompany: { await CampaignNotes(context: context).accompany($0, stop) })
    }
}

/// Says on standard error what happens in a campaign, whichever command it is about.
struct CampaignNotes: Sendable {
    let context: CommandContext

    /// Says it; what needs no word is left out.
    func show(_ event: CampaignEvent) {
        guard let text = sentence(for: event) else { return }
        context.console.writeLine(text, to: .error)
    }

    /// Watches for signals, or draws how far the run is, until the part ends.
    func accompany(_ part: CampaignPart, _ stop: StopSwitch) async {
        switch part {
        case .requests: await SignalWatch(stop: stop, in: context).run()
        case .deliveries:
            await SignalWatch(stop: stop, saying: "what was learnt is kept", in: context).run()
        case .rows: await context.progress?.keepShowing()
        }
    }

    private func sentence(for event: CampaignEvent) -> String? {
        switch event {
        case .ledgerCreated(let path): return "A new ledger was made: \(path)"
        case .ledgerDoubted(let doubt): return "warning: \(Hints.sentence(of: doubt))"
        case .lostRowsSettled(let count):
            let messages = Figures.count(count, "row counts", "rows count")
            return "The ledger lost a part of its memory: \(messages) as unconfirmed now, for a "
                + "message may have been sent."
        case .planOutdated:
            return "Another run has used the ledger since this plan was made, so it is made anew."
        case .crashSettled(let count):
            let messages = Figures.count(count, "message is", "messages are")
            return "An earlier run ended unexpectedly: \(messages) unconfirmed."
        case .nothingLeft: return "Nothing is left to send."
        case .cannotAsk(let sentence): return "Nothing was asked: \(sentence)."
        case .otherEntries(let count, let entries):
            let names = entries.map { "“\($0)”" }.joined(separator: ", ")
            let messages = Figures.count(count, "message was", "messages were")
            return "\(messages) handed to another provider entry (\(names)) and not asked after; "
                + "set \"provider\" to it to do so."
        case .askingAgain(let count, let pause):
            let messages = Figures.count(count, "message has", "messages have")
            return
                "\(messages) no final state yet: asking again in \(Figures.duration(pause)). Ctrl-C ends it."
        case .othersLeft(let objection):
            return
                "The others were left: \(objection.sentence). Look at the report; the same command goes on with the next ones."
        default: return nil
        }
    }
}

extension CanaryVerdict.Objection {
    /// What speaks against going on.
    var sentence: String {
        switch self {
        case .refused(let count):
            Figures.count(
                count, "message was refused or is unconfirmed",
                "messages were refused or are unconfirmed")
        case .lost(let count):
            Figures.count(count, "message was not delivered", "messages were not delivered")
        case .noneDelivered: "no message is known to be delivered"
        case .mostOpen: "most messages have no final state yet"
        }
    }
}

extension CommandFailure {
    /// Says why a campaign did not begin or come to its end, and what to do.
    init(_ failure: CampaignFailure) {
        switch failure {
        case .obstacle(let obstacle): self.init(Hints.sentence(of: obstacle))
        case .lostLedger(let lost): self.init(lost.sentence)
        case .canaryUnjudged(let reason):
            self.init(
                "--canary: \(reason), so --yes cannot be told whether to go on; leave --yes away and look yourself"
            )
        case .otherAccount(let campaign, let entry):
            self.init(
                "messages of the campaign \(campaign) were handed to another account than the one that the "
                    + "provider entry “\(entry)” names now, which cannot tell what became of them; put the earlier "
                    + "account's credentials back for this command")
        case .nobodyToTest:
            self.init("no recipient of the list can be sent a message, so there is none to test")
        case .testRefused(let number, let verdict):
            self.init("--test-to: \(number): \(verdict.detail); nothing was sent")
        case .testCapped(let reached):
            self.init("--test-to: \(reached.sentence); nothing was sent", exitCode: .incomplete)
        case .brokenOff(let error):
            self.init(
                "\(Hints.sentence(of: error)). What was sent is in the ledger; run again to go on.",
                exitCode: .incomplete)
        case .unreported(let error):
            self.init(
                "\(Hints.sentence(of: error)). Nothing is lost: the ledger has what was sent; "
                    + "run again to write the report.", exitCode: .incomplete)
        }
    }
}

extension LostLedger {
    /// What speaks against beginning, and what to do.
    var sentence: String {
        "\(report): this report says that \(Figures.count(messages, "message was", "messages were")) sent or may have "
            + "been, but there is no ledger at \(ledger) that knows of them; put the ledger back, or begin anew, "
            + "and perhaps send twice, with --new-ledger"
    }
}
