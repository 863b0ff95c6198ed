// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers

extension Ledger {
    /// All that is remembered of one number that matters to a campaign.
    package struct Recollection: Sendable, Equatable {
        /// The campaign's message to the number, or to another spelling of its handset's.
        package var message: MessageRecord?
        /// The provider's answer to an earlier lookup.
        package var lookup: CachedLookup?
        /// Whether the person opted out, whoever reported it.
        package var isOptedOut: Bool
        /// A message of another campaign that is too near for a further one.
        package var near: NearMessage?

        /// By default what is known of a number that was never heard of.
        package init(
            message: MessageRecord? = nil, lookup: CachedLookup? = nil, isOptedOut: Bool = false,
            near: NearMessage? = nil
        ) {
            self.message = message
            self.lookup = lookup
            self.isOptedOut = isOptedOut
            self.near = near
        }
    }

    /// Remembers many numbers in one call, because a call for each would cost more than the answer.
    ///
    /// Messages and opt-outs are the handset's, under whichever spelling of its number they stand;
    /// a lookup tells of the number that was asked about, and of no other spelling.
    ///
    /// - Parameters:
    ///   - numbers: the numbers asked about.
    ///   - campaign: the campaign whose messages count; `nil` for one that has not begun.
    ///   - provider: the provider entry whose lookups count.
    ///   - earliest: lookups that are older do not count.
    ///   - spacing: which messages of other campaigns are too near; `nil`: none.
    /// - Returns: what is remembered; numbers never heard of are left out.
    /// - Throws: `LedgerError` when the ledger cannot be read.
    package func recall(
        _ numbers: [PhoneNumber], campaign: CampaignID?, provider: String, notBefore earliest: Date,
        spacing: Spacing? = nil
    ) throws(LedgerError) -> [PhoneNumber: Recollection] {
        var found: [PhoneNumber: Recollection] = [:]
        for number in numbers {
            let recollection = Recollection(
                message: try campaign.map { id throws(LedgerError) in
                    try message(toHandsetOf: number, in: id)
                } ?? nil, lookup: try cachedLookup(number, provider: provider, notBefore: earliest),
                isOptedOut: try isOptedOut(number),
                near: try spacing.map { spacing throws(LedgerError) in
                    try nearMessage(to: number, spacing)
                } ?? nil)
            if recollection.isSomething { found[number] = recollection }
        }
        return found
    }
}

extension Ledger.Recollection {
    fileprivate var isSomething: Bool {
        message != nil || lookup != nil || isOptedOut || near != nil
    }
}

extension Ledger {
    /// The campaign's message to a number, or the one to another spelling of its handset's that has
    /// come further.
    ///
    /// What was certainly not accepted is kept for the number itself alone: nothing came of it.
    fileprivate func message(
        toHandsetOf number: PhoneNumber, in campaign: CampaignID
    ) throws(LedgerError) -> MessageRecord? {
        var furthest = try message(to: number, in: campaign)
        for other in number.otherSpellings {
            guard let record = try message(to: other, in: campaign),
                record.state.stage > furthest?.state.stage ?? 0
            else { continue }
            furthest = record
        }
        return furthest
    }
}

extension MessageState {
    /// How much speaks against another message to the handset: the higher, the more.
    fileprivate var stage: Int {
        switch self {
        case .notAccepted: 0
        case .failed: 1
        case .intent, .unconfirmed: 2
        case .sent: 3
        }
    }
}
