// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import HTTP
import Providers
import Configuration
import Lists
import Pacing
import Sandbox
import TerminalKit

/// The provider of a run, with the way to it: the configured account, or the built-in practice
/// provider, started for the run.
struct Service: Sendable {
    let provider: any Provider
    let transport: CurlTransport
    /// The configuration, its lanes no wider than the system allows.
    let settings: Settings
    private let sandbox: Sandbox?
    private let identity: Secret?
    private let time: any Timekeeper

    /// Makes the provider ready.
    ///
    /// - Throws: what is wrong with the account's configuration; a practice provider that cannot
    ///   start; too few open files.
    init(settings: Settings, in context: CommandContext) throws {
        let settings = try Self.fitted(settings)
        (self.settings, time) = (settings, context.time)
        var account: ProviderAccount
        if settings.provider.isSandbox {
            let sandbox = try Sandbox.start(messageLog: settings.sandboxMessageLogPath)
            account = Self.account(at: sandbox)
            self.sandbox = sandbox
        } else {
            account = try settings.account(environment: context.environment)
            sandbox = nil
        }
        identity = account.identity
        provider = try Self.provider(account, settings)
        transport = context.transport(
            CurlTransport.Configuration(
                userAgent: "\(SMSCampaign.program)/\(SMSCampaign.version)",
                idleConnections: settings.lookup.maxConcurrent + settings.send.maxConcurrent
            )
        )
    }

    /// Finds out whether the account can be used, so that a mistake in it is told before anybody is
    /// asked or anything is written.
    ///
    /// - Throws: what is wrong with the account's configuration, or with the limits of the system.
    static func check(_ settings: Settings, environment: [String: String]) throws {
        _ = try fitted(settings)
        _ = try configured(settings, environment)
    }

    /// Why the provider tells nobody what becomes of messages; `nil` where it does.
    static func missingStatus(_ settings: Settings, environment: [String: String]) throws -> String?
    {
        guard case .missing(let sentence) = try configured(settings, environment)?.deliveryStatus
        else { return nil }
        return sentence
    }

    /// The provider by the configured account; `nil` for the practice provider, which has none.
    private static func configured(
        _ settings: Settings,
        _ environment: [String: String]
    ) throws -> (any Provider)? {
        guard !settings.provider.isSandbox else { return nil }
        return try provider(settings.account(environment: environment), settings)
    }

    private static func provider(
        _ account: ProviderAccount,
        _ settings: Settings
    ) throws -> any Provider {
        if let provider = account.provider(timeout: settings.retry.timeout) { return provider }
        let type = account.kind.word
        throw CommandFailure(
            "\(settings.file): the provider type “\(type)” is not available in this version"
        )
    }

    private static func fitted(_ settings: Settings) throws(CommandFailure) -> Settings {
        let perRequest = settings.provider.isSandbox ? 2 : 1
        return try DescriptorBudget(limit: OpenFileLimit.raise(), perRequest: perRequest).fit(
            settings
        )
    }

    /// What a run works with.
    func tools(stop: StopSwitch) -> RunTools {
        RunTools(
            provider: provider,
            credentials: settings.provider.credentialNames,
            identity: identity,
            transport: transport,
            time: time,
            retry: RetryPolicy(
                attempts: settings.retry.attempts,
                base: settings.retry.base,
                cap: settings.retry.maximum
            ),
            stop: stop
        )
    }

    /// Closes all connections and ends the practice provider.
    func shutDown() async {
        await transport.shutDown()
        sandbox?.stop()
    }

    /// The practice provider speaks Plivo's language.
    private static func account(at sandbox: Sandbox) -> ProviderAccount {
        var account = ProviderAccount(
            name: ProviderEntry.sandboxName,
            kind: .sandbox,
            values: ["authID": Secret(sandbox.authID), "authToken": Secret(sandbox.authToken)]
        )
        (account.baseURL, account.lookupBaseURL) = (sandbox.baseURL, sandbox.baseURL)
        return account
    }
}
