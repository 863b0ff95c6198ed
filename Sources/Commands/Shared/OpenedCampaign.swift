// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import TerminalKit

/// A campaign of a ledger that was opened for this command alone.
struct OpenedCampaign: Sendable {
    let record: CampaignRecord
    let ledger: Ledger
    let settings: Settings
    let context: CommandContext

    init(_ record: CampaignRecord, in ledger: Ledger, settings: Settings, context: CommandContext) {
        self.record = record
        self.ledger = ledger
        self.settings = settings
        self.context = context
    }

    /// Opens the configured ledger for this command alone, and finds the campaign in it.
    ///
    /// - Throws: that there is no ledger or no such campaign, with the nearest name; `LedgerError`.
    init(named name: String, settings: Settings, context: CommandContext) async throws {
        let path = settings.ledgerPath
        guard Ledger.exists(at: path) else {
            throw CommandFailure(
                "there is no ledger at \(path), so there is no campaign yet; "
                    + "begin one with '\(SMSCampaign.program) send'"
            )
        }
        let ledger = try await context.ledgerForRequests(at: path)
        guard let record = try await ledger.campaign(named: name) else {
            let known = try await ledger.campaigns().map(\.details.name)
            await ledger.close()
            throw CommandFailure(
                "there is no campaign \"\(Printable.text(name))\" in \(path); "
                    + "\(Self.hint(name, known))"
            )
        }
        self.init(record, in: ledger, settings: settings, context: context)
    }

    private static func hint(_ name: String, _ known: [String]) -> String {
        if let nearest = Spelling.nearest(to: name, in: known) {
            return "did you mean \(Shell.quoted(nearest))?"
        }
        guard !known.isEmpty else { return "it holds none" }
        let shown = known.suffix(10).map { Shell.quoted(Printable.text($0)) }.joined(
            separator: ", "
        )
        return known.count > 10 ? "the latest are \(shown)" : "it holds \(shown)"
    }

    /// Calls unconfirmed what a run that ended unexpectedly has left open, and says so.
    func settleCrashed() async throws(LedgerError) {
        let crashed = try await ledger.settleCrashedIntents(in: record.id)
        guard crashed > 0 else { return }
        let messages = Figures.count(crashed, "message is", "messages are")
        context.console.write(
            "An earlier run ended unexpectedly: \(messages) unconfirmed.\n",
            to: .error
        )
    }

    /// Messages that may or may not have been accepted.
    func unconfirmed() async throws(LedgerError) -> [MessageRecord] {
        try await ledger.messages(in: record.id, state: .unconfirmed)
    }

    /// Refuses a campaign with messages in doubt of which none was handed to the configured
    /// provider entry.
    func refuseOtherProvider() async throws {
        let open = try await ledger.messages(in: record.id, state: .intent)
        try refuse(unlessOneOf: (open + (try await unconfirmed())).map(\.provider))
    }

    /// Refuses a campaign whose messages in question were all handed to other provider entries than
    /// the configured one.
    ///
    /// - Parameter providers: the entries that the messages in question were handed to.
    /// - Throws: a sentence that names one of them.
    func refuse(unlessOneOf providers: [String]) throws(CommandFailure) {
        guard let other = providers.first, !providers.contains(settings.provider.name) else {
            return
        }
        throw CommandFailure(
            "the campaign \(Printable.text(record.details.name)) was sent through the provider "
                + "entry "
                + "“\(other)”, but \(settings.file) names “\(settings.provider.name)”; "
                + "set \"provider\" to \"\(other)\" for this command"
        )
    }

    /// Refuses to ask an account about messages that were handed to another one.
    ///
    /// Its log cannot have them: they would count as not accepted, and be sent a second time.
    ///
    /// - Parameter accounts: the hashed accounts that the messages in question were handed to.
    /// - Throws: what to do instead; what is wrong with the account's configuration.
    func refuseOtherAccount(among accounts: [String]) throws {
        let identity = try settings.account(environment: context.environment).identity
        guard let own = identity.map({ ledger.accountHash(of: $0.reveal()) }) else { return }
        guard accounts.contains(where: { $0 != own }) else { return }
        throw CommandFailure(
            "messages of the campaign \(Printable.text(record.details.name)) were handed to "
                + "another "
                + "account than the one that the provider entry “\(settings.provider.name)” "
                + "names now, "
                + "which cannot tell what became of them; "
                + "put the earlier account's credentials back for this command"
        )
    }
}

extension CommandContext {
    /// Opens a ledger to look something up; `nil` where there is none.
    func ledgerToRead(at path: String) throws(LedgerError) -> Ledger? {
        guard Ledger.exists(at: path) else { return nil }
        return try Ledger(at: path, for: .readOnly, now: { now })
    }

    /// Opens a ledger to change it while a run may be on; where it is made, that is said.
    func ledgerToWrite(at path: String) throws(LedgerError) -> Ledger {
        let ledger = try Ledger(at: path, now: { now })
        if ledger.wasCreated { console.write("A new ledger was made: \(path)\n", to: .error) }
        return ledger
    }

    /// Opens a ledger for one run alone.
    func ledgerForRequests(at path: String) async throws(LedgerError) -> Ledger {
        let ledger = try ledgerToWrite(at: path)
        try await ledger.lockForRequests()
        return ledger
    }
}
