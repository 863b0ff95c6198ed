// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers

extension Ledger {
    /// All that is remembered of one number that matters to a campaign.
    package struct Recollection: Sendable, Equatable {
        /// The campaign's message to the number.
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
                    try message(to: number, in: id)
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
