// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import PhoneNumbers

package import struct Foundation.Date

/// What is remembered of numbers, many at a time.
package protocol CampaignMemory: Sendable {
    /// Gives what is remembered; numbers of which nothing is known may be missing.
    func recall(_ numbers: [PhoneNumber]) async throws(LedgerError) -> [PhoneNumber: Memory]
}

/// The memory of a program that has no ledger yet.
package struct NoMemory: CampaignMemory {
    /// Makes an empty memory.
    package init() {}

    package func recall(_ numbers: [PhoneNumber]) async throws(LedgerError) -> [PhoneNumber: Memory] { [:] }
}

/// What the ledger remembers for one campaign and provider.
package struct LedgerMemory: CampaignMemory {
    private let ledger: Ledger
    private let campaign: CampaignID?
    private let provider: String
    private let earliestLookup: Date
    private let spacing: Spacing?

    /// Makes a memory.
    ///
    /// - Parameters:
    ///   - ledger: the ledger.
    ///   - campaign: the campaign whose messages count; `nil` where it has not begun.
    ///   - provider: the provider entry whose lookups count.
    ///   - earliestLookup: lookups older than this are forgotten.
    ///   - spacing: which messages of other campaigns are too near; `nil`: none.
    package init(
        ledger: Ledger,
        campaign: CampaignID?,
        provider: String,
        earliestLookup: Date,
        spacing: Spacing? = nil
    ) {
        self.spacing = spacing
        self.ledger = ledger
        self.campaign = campaign
        self.provider = provider
        self.earliestLookup = earliestLookup
    }

    /// Makes the memory that a configuration asks for: its provider entry's lookups, not older than its cache is believed.
    ///
    /// - Parameters:
    ///   - ledger: the ledger.
    ///   - campaign: the campaign whose messages count; `nil` where it has not begun.
    ///   - settings: the configuration.
    ///   - now: the time from which the cache's age is counted.
    ///   - spacing: which messages of other campaigns are too near; `nil`: none.
    package init(ledger: Ledger, campaign: CampaignID?, settings: Settings, at now: Date, spacing: Spacing? = nil) {
        self.init(
            ledger: ledger,
            campaign: campaign,
            provider: settings.provider.name,
            earliestLookup: now.addingTimeInterval(-Double(settings.lookup.cacheDays) * 86_400),
            spacing: spacing
        )
    }

    package func recall(_ numbers: [PhoneNumber]) async throws(LedgerError) -> [PhoneNumber: Memory] {
        let found = try await ledger.recall(
            numbers,
            campaign: campaign,
            provider: provider,
            notBefore: earliestLookup,
            spacing: spacing
        )
        return found.mapValues {
            Memory(message: $0.message, lookup: $0.lookup, isOptedOut: $0.isOptedOut, near: $0.near)
        }
    }
}
