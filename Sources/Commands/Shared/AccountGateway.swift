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
            let started = try Sandbox.start(
                messageLog: settings.sandboxMessageLogPath, options: .ofOneRun)
            account = Self.account(at: started)
            sandbox = started
        } else {
            account = try settings.account(environment: context.environment)
        }
        let transport = context.transport(
            CurlTransport.Configuration(
                userAgent: "\(SMSCampaign.program)/\(SMSCampaign.version)",
                idleConnections: settings.lookup.maxConcurrent + settings.send.maxConcurrent))
        return ProviderConnection(
            provider: try provider(of: account), identity: account.identity, transport: transport
        ) { [sandbox] in
            await transport.shutDown()
            sandbox?.stop()
        }
    }

    private func provider(of account: ProviderAccount) throws(CommandFailure) -> any Provider {
        if let provider = account.provider(timeout: settings.retry.timeout) { return provider }
        let type = account.kind.word
        throw CommandFailure(
            "\(settings.file): the provider type “\(type)” is not available in this version")
    }

    /// The practice provider speaks Plivo's language.
    private static func account(at sandbox: Sandbox) -> ProviderAccount {
        var account = ProviderAccount(
            name: ProviderEntry.sandboxName, kind: .sandbox,
            values: ["authID": Secret(sandbox.authID), "authToken": Secret(sandbox.authToken)])
        (account.baseURL, account.lookupBaseURL) = (sandbox.baseURL, sandbox.baseURL)
        return account
    }
}

extension CampaignServices {
    /// The world as a command sees it; `trust` says what it accepts of a ledger.
    init(
        _ settings: Settings, in context: CommandContext, trust: LedgerTrust = LedgerTrust()
    ) {
        self.init(
            ledgers: LedgerOnDisk(
                path: settings.ledgerPath, trust: settings.adding(to: trust),
                mirrors: context.mirrors, time: context.time),
            gateway: AccountGateway(settings: settings, context: context), time: context.time,
            openFiles: DescriptorBudget(
                limit: OpenFileLimit.raise(), perRequest: settings.provider.isSandbox ? 2 : 1))
    }
}

extension Settings {
    /// What a command accepts of a ledger, and what the configuration does.
    fileprivate func adding(to trust: LedgerTrust) -> LedgerTrust {
        var trust = trust
        trust.acceptsSharedDisk = ledgerOnSharedDisk
        return trust
    }
}

extension CommandContext {
    /// Where the mirrors of the user's ledgers lie; `nil` where the user has no home.
    var mirrors: MirrorFolder? { MirrorFolder(environment: environment) }

    /// Opens the configured ledger to look something up; `nil` where there is none.
    func ledgerToRead(_ settings: Settings) throws(LedgerError) -> Ledger? {
        let path = settings.ledgerPath
        guard Ledger.exists(at: path) else {
            if let loss = Ledger.loss(at: path, mirrors: mirrors) { warn(of: loss) }
            return nil
        }
        return try open(settings, for: .readOnly)
    }

    /// Opens the configured ledger to change it while a run may be on; where it is made, that is
    /// said.
    func ledgerToWrite(_ settings: Settings) throws(LedgerError) -> Ledger {
        let ledger = try open(settings, for: .readWrite)
        if ledger.wasCreated {
            console.writeLine("A new ledger was made: \(ledger.path)", to: .error)
        }
        return ledger
    }

    /// What is wrong with the ledger is said, and no reason to stop: nothing is sent.
    private func open(
        _ settings: Settings, for access: Ledger.Access
    ) throws(LedgerError) -> Ledger {
        let ledger = try Ledger(
            at: settings.ledgerPath, for: access, trust: settings.adding(to: LedgerTrust(.warns)),
            mirrors: mirrors, now: { now })
        if let doubt = ledger.doubt { warn(of: doubt) }
        return ledger
    }

    private func warn(of doubt: LedgerError) {
        console.writeLine("warning: \(Hints.sentence(of: doubt))", to: .error)
    }
}
