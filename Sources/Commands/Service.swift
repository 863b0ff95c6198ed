// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import HTTP
import Ledger
import Lists
import Pacing
import Providers
import Sandbox
import TerminalKit

/// The configured account, or the built-in practice provider, which is started for as long as the
/// way to it is open.
struct AccountGateway: ProviderGateway {
    let settings: Settings
    let context: CommandContext

    func identity() throws -> Secret? {
        try settings.account(environment: context.environment).identity
    }

    func configured() throws -> (any Provider)? {
        guard !settings.provider.isSandbox else { return nil }
        return try provider(of: settings.account(environment: context.environment))
    }

    /// Opens the way.
    ///
    /// - Throws: what is wrong with the account's configuration; a practice provider that cannot
    ///   start.
    func connect(_ settings: Settings) throws -> ProviderConnection {
        var sandbox: Sandbox?
        var account: ProviderAccount
        if settings.provider.isSandbox {
            let started = try Sandbox.start(messageLog: settings.sandboxMessageLogPath)
            account = Self.account(at: started)
            sandbox = started
        } else {
            account = try settings.account(environment: context.environment)
        }
        let transport = context.transport(
            CurlTransport.Configuration(
                userAgent: "\(SMSCampaign.program)/\(SMSCampaign.version)",
                idleConnections: settings.lookup.maxConcurrent + settings.send.maxConcurrent
            )
        )
        return ProviderConnection(
            provider: try provider(of: account),
            identity: account.identity,
            transport: transport
        ) { [sandbox] in
            await transport.shutDown()
            sandbox?.stop()
        }
    }

    private func provider(of account: ProviderAccount) throws(CommandFailure) -> any Provider {
        if let provider = ProviderCatalogue.provider(for: account, timeout: settings.retry.timeout)
        {
            return provider
        }
        throw CommandFailure(
            "\(settings.file): the provider type “\(account.type)” is not available in this version"
        )
    }

    /// The practice provider speaks Plivo's language.
    private static func account(at sandbox: Sandbox) -> ProviderAccount {
        var account = ProviderAccount(
            name: ProviderEntry.sandboxName,
            type: "plivo",
            values: ["authID": Secret(sandbox.authID), "authToken": Secret(sandbox.authToken)]
        )
        (account.baseURL, account.lookupBaseURL) = (sandbox.baseURL, sandbox.baseURL)
        return account
    }
}

extension CampaignServices {
    /// The world as a command sees it.
    init(_ settings: Settings, in context: CommandContext) {
        self.init(
            ledgers: LedgerOnDisk(path: settings.ledgerPath, time: context.time),
            gateway: AccountGateway(settings: settings, context: context),
            time: context.time,
            openFiles: DescriptorBudget(
                limit: OpenFileLimit.raise(),
                perRequest: settings.provider.isSandbox ? 2 : 1
            )
        )
    }
}

extension CampaignDialogue {
    /// Says on standard error what happens while the provider is asked about a campaign.
    init(in context: CommandContext, stop: StopSwitch) {
        self.init(
            tell: { CampaignNotes(context: context).show($0) },
            accompany: { await CampaignNotes(context: context).accompany($0, stop) }
        )
    }
}

/// Says on standard error what happens in a campaign, whichever command it is about.
struct CampaignNotes: Sendable {
    let context: CommandContext

    /// Says it; what needs no word is left out.
    func show(_ event: CampaignEvent) {
        guard let text = text(of: event) else { return }
        context.console.write(text + "\n", to: .error)
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

    private func text(of event: CampaignEvent) -> String? {
        switch event {
        case .ledgerCreated(let path): return "A new ledger was made: \(path)"
        case .crashSettled(let count):
            let messages = Figures.count(count, "message is", "messages are")
            return "An earlier run ended unexpectedly: \(messages) unconfirmed."
        case .nothingLeft: return "Nothing is left to send."
        case .cannotAsk(let sentence): return "Nothing was asked: \(sentence)."
        case .otherEntries(let count, let entries):
            let names = entries.map { "“\(Printable.text($0))”" }.joined(separator: ", ")
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
                count,
                "message was refused or is unconfirmed",
                "messages were refused or are unconfirmed"
            )
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
        case .obstacle(let obstacle): self.init("\(obstacle)")
        case .lostLedger(let lost): self.init(lost.sentence)
        case .canaryUnjudged(let reason):
            self.init(
                "--canary: \(reason), so --yes cannot be told whether to go on; leave --yes away and look yourself"
            )
        case .otherAccount(let campaign, let entry):
            self.init(
                "messages of the campaign \(Printable.text(campaign)) were handed to another account than the one that the "
                    + "provider entry “\(entry)” names now, which cannot tell what became of them; put the earlier "
                    + "account's credentials back for this command"
            )
        case .nobodyToTest:
            self.init("no recipient of the list can be sent a message, so there is none to test")
        case .testRefused(let number, let verdict):
            self.init("--test-to: \(number): \(verdict.detail); nothing was sent")
        case .testCapped(let reached):
            self.init("--test-to: \(reached.sentence); nothing was sent", exitCode: .incomplete)
        case .brokenOff(let error):
            self.init(
                "\(error). What was sent is in the ledger; run again to go on.",
                exitCode: .incomplete
            )
        case .unreported(let error):
            self.init(
                "\(error). Nothing is lost: the ledger has what was sent; run again to write the report.",
                exitCode: .incomplete
            )
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
