// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Configuration
package import HTTP
package import Ledger
package import Lists
package import Pacing
package import Providers

import struct Foundation.Date
import struct Foundation.UUID

/// What a campaign needs of the world: where it remembers, where it reports, whom it asks, and
/// which time it is.
package struct CampaignServices: Sendable {
    /// Where the ledger lies.
    package var ledgers: any LedgerStore
    /// Where the report lies.
    package var reports: any ReportStore
    /// The account that messages go through, and the way to it.
    package var gateway: any ProviderGateway
    /// Time, real or simulated.
    package var time: any Timekeeper
    /// Gives a random number in 0…1 for jitter.
    package var random: @Sendable () -> Double
    /// Gives a new unique id for a message, a UUID in lower case.
    package var newID: @Sendable () -> String
    /// How many connections the system lets the program have open at once.
    package var openFiles: DescriptorBudget
    /// The switch that ends a run in order.
    package var stop: StopSwitch

    package init(
        ledgers: any LedgerStore, reports: any ReportStore = SystemFiles(),
        gateway: any ProviderGateway, time: any Timekeeper,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        newID: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
        openFiles: DescriptorBudget = DescriptorBudget(limit: 16_384, perRequest: 1),
        stop: StopSwitch = StopSwitch()
    ) {
        self.ledgers = ledgers
        self.reports = reports
        self.gateway = gateway
        self.time = time
        self.random = random
        self.newID = newID
        self.openFiles = openFiles
        self.stop = stop
    }

    /// Finds out whether the account can be used, so that a mistake in it is told before anybody is
    /// asked or anything is written.
    ///
    /// - Throws: what is wrong with the account's configuration, or with the limits of the system.
    package func check(_ settings: Settings) throws {
        _ = try openFiles.fit(settings)
        _ = try gateway.configured()
    }

    /// Opens the way to the provider, with no more requests at once than the system allows.
    ///
    /// - Throws: what is wrong with the account's configuration, or with the limits of the system.
    package func connect(_ settings: Settings) async throws -> CampaignConnection {
        let settings = try openFiles.fit(settings)
        let connection = try await gateway.connect(settings)
        var tools = RunTools(
            provider: connection.provider, credentials: settings.provider.credentialNames,
            identity: connection.identity, transport: connection.transport, time: time,
            random: random, newID: newID,
            retry: RetryPolicy(
                attempts: settings.retry.attempts, base: settings.retry.base,
                cap: settings.retry.maximum), stop: stop)
        tools.transport = ClockedTransport(
            base: connection.transport, clock: tools.clock, time: time)
        return CampaignConnection(settings: settings, tools: tools, close: connection.close)
    }
}

/// The way to the provider while it is open.
package struct CampaignConnection: Sendable {
    /// The configuration, its lanes no wider than the system allows.
    package let settings: Settings
    package let tools: RunTools
    /// Closes all connections.
    package let close: @Sendable () async -> Void
}

/// The way to the provider, on which every answer's `Date` (RFC 9110 §6.6.1) is compared with the
/// clock here.
struct ClockedTransport: HTTPTransport {
    /// An answer that took longer says too little of when its `Date` was written.
    private static let longest = Duration.seconds(10)

    let base: any HTTPTransport
    let clock: ClockComparison
    let time: any Timekeeper

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        try await send(request) { true }
    }

    func send(
        _ request: HTTPRequest, ifAllowed mayLeave: @escaping @Sendable () -> Bool
    ) async throws(TransportFailure) -> HTTPResponse {
        let departure = Guarded(time.now)
        let response = try await base.send(request) {
            departure.withLock { $0 = time.now }
            return mayLeave()
        }
        // What a cache kept is of an earlier time, and a page is not the provider's.
        if time.now - departure.withLock({ $0 }) <= Self.longest, response[header: "Age"] == nil,
            response.isData, let date = response.date
        {
            clock.note(date, at: time.reading)
        }
        return response
    }
}

extension HTTPResponse {
    /// Whether a success came with JSON, as providers with a log answer: what stands between them
    /// and this machine has another clock.
    fileprivate var isData: Bool {
        let first = body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return (200...299).contains(status) && (first == 0x7B || first == 0x5B)
    }

    /// When the answer was made, by the clock of whoever made it; `nil` where it does not tell.
    var date: Date? { self[header: "Date"].flatMap { HTTPDate.date(parsing: $0) } }
}

// MARK: - The ledger

/// Where a ledger lies.
package protocol LedgerStore: Sendable {
    /// The ledger as messages name it: its path.
    var path: String { get }

    /// Whether there is one.
    var exists: Bool { get }

    /// Says what was lost where there is no ledger although there should be one; `nil` where
    /// nothing speaks against a new one.
    func loss() -> LedgerError?

    /// Opens the ledger; to read and to write it is created where there is none.
    func open(for access: Ledger.Access) async throws(LedgerError) -> any CampaignLedger
}

extension LedgerStore {
    package func loss() -> LedgerError? { nil }

    /// Opens the ledger to look something up; `nil` where there is none.
    package func openToRead() async throws(LedgerError) -> (any CampaignLedger)? {
        guard exists else { return nil }
        return try await open(for: .readOnly)
    }

    /// Opens the ledger for one run alone, and creates it where there is none, which it tells.
    package func openForRequests(
        _ tell: (CampaignEvent) -> Void
    ) async throws(LedgerError) -> any CampaignLedger {
        let ledger = try await open(for: .readWrite)
        if ledger.wasCreated { tell(.ledgerCreated(path: path)) }
        if let doubt = ledger.doubt { tell(.ledgerDoubted(doubt)) }
        try await ledger.lockForRequests()
        return ledger
    }
}

/// A ledger in a file.
package struct LedgerOnDisk: LedgerStore {
    package let path: String
    /// What is accepted of a ledger that is not as its last run left it.
    package var trust: LedgerTrust
    private let mirrors: MirrorFolder?
    private let time: any Timekeeper

    /// - Parameters:
    ///   - path: the file.
    ///   - trust: what is accepted of a ledger that is not as its last run left it.
    ///   - mirrors: where the mirror of the ledger lies; `nil`: it has none.
    ///   - time: gives the time that records carry.
    package init(
        path: String, trust: LedgerTrust = LedgerTrust(), mirrors: MirrorFolder? = nil,
        time: any Timekeeper
    ) { (self.path, self.trust, self.mirrors, self.time) = (path, trust, mirrors, time) }

    package var exists: Bool { Ledger.exists(at: path) }

    package func loss() -> LedgerError? { Ledger.loss(at: path, mirrors: mirrors) }

    package func open(for access: Ledger.Access) throws(LedgerError) -> any CampaignLedger {
        var trust = trust
        // Who only reads sends nothing: what a run would stop at is said.
        if access == .readOnly { trust.strictness = .warns }
        return try Ledger(
            at: path, for: access, trust: trust, mirrors: mirrors, now: { [time] in time.date })
    }
}

// MARK: - The provider

/// The account that a campaign goes through, and the way to it.
package protocol ProviderGateway: Sendable {
    /// What tells the account from others; `nil` where nothing does.
    ///
    /// - Throws: what is wrong with the account's configuration.
    func identity() throws -> Secret?

    /// The provider by the configured account; `nil` where there is none before the way is open.
    ///
    /// - Throws: what is wrong with the account's configuration.
    func configured() throws -> (any Provider)?

    /// Opens the way for the configuration, whose lanes are as wide as they will be.
    func connect(_ settings: Settings) async throws -> ProviderConnection
}

/// An account with the way to it.
package struct ProviderConnection: Sendable {
    /// The wire format of the account.
    package var provider: any Provider
    /// What tells the account from others; `nil` where nothing does.
    package var identity: Secret?
    package var transport: any HTTPTransport
    /// Closes all connections.
    package var close: @Sendable () async -> Void

    package init(
        provider: any Provider, identity: Secret? = nil, transport: any HTTPTransport,
        close: @escaping @Sendable () async -> Void = {}
    ) {
        self.provider = provider
        self.identity = identity
        self.transport = transport
        self.close = close
    }
}

/// An account whose way is open all the time.
package struct OpenGateway: ProviderGateway {
    private let connection: ProviderConnection

    package init(_ connection: ProviderConnection) { self.connection = connection }

    package func identity() -> Secret? { connection.identity }

    package func configured() -> (any Provider)? { connection.provider }

    package func connect(_ settings: Settings) -> ProviderConnection { connection }
}

/// Fits the requests in flight into the files that the system lets the program have open: a socket
/// is one of them.
package struct DescriptorBudget: Sendable, Hashable {
    /// Kept for all that is no request: lists, reports, the ledger, the standard streams, and what
    /// the system's libraries open.
    package static let reserve = 64

    /// The files that may be open at once.
    package let limit: Int
    /// The sockets that one request takes: two where the practice provider, at the other end, runs
    /// in the same process.
    package let perRequest: Int

    package init(limit: Int, perRequest: Int) {
        self.limit = limit
        self.perRequest = perRequest
    }

    /// The requests that can be in flight.
    private var places: Int { max(0, limit - Self.reserve) / perRequest }

    /// Gives the settings with both lanes as wide as there is room for, in proportion.
    ///
    /// - Throws: that there is room for none.
    package func fit(_ settings: Settings) throws(TooFewFiles) -> Settings {
        guard places >= 2 else { throw TooFewFiles(limit: limit) }
        let wanted = settings.lookup.maxConcurrent + settings.send.maxConcurrent
        guard wanted > places else { return settings }
        var fitted = settings
        let lookups = settings.lookup.maxConcurrent * places / wanted
        fitted.lookup.maxConcurrent = min(max(1, lookups), places - 1)
        fitted.send.maxConcurrent = places - fitted.lookup.maxConcurrent
        return fitted
    }
}

/// The system lets the program open too few files for any connection.
package struct TooFewFiles: Error, Sendable, Hashable, CustomStringConvertible {
    /// The files that may be open at once.
    package let limit: Int

    package var description: String {
        "the system lets this program open only \(limit) files, which leaves none for connections; "
            + "allow more (“ulimit -n 1024”) and run again"
    }
}
