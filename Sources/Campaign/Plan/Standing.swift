// SPDX-License-Identifier: Apache-2.0

package import Ledger

/// What a run finds of its campaign in the ledger, and what that means for going on.
package struct Standing: Sendable {
    /// What the campaign is about.
    package let details: CampaignDetails
    /// The campaign as it began; `nil` where it has not.
    package let record: CampaignRecord?
    /// Other campaigns with the same list and template.
    package let twins: [String]
    private let hasOtherAccount: Bool

    /// Looks the campaign up.
    ///
    /// - Parameters:
    ///   - details: what the campaign is about, with the hashes of the planned list and template.
    ///   - ledger: the ledger; `nil` where there is none yet.
    ///   - identity: what tells the provider entry's account from others; `nil` where that is not known.
    /// - Throws: `LedgerError` where the ledger cannot be read.
    package init(
        of details: CampaignDetails,
        in ledger: Ledger?,
        identity: Secret? = nil
    ) async throws(LedgerError) {
        self.details = details
        record = try await ledger?.campaign(named: details.name)
        var earlier: String?
        if let record { earlier = try await ledger?.latestAccount(in: record.id, at: details.provider) }
        let current = identity.flatMap { ledger?.accountHash(of: $0.reveal()) }
        hasOtherAccount = earlier != nil && current != nil && earlier != current
        let same = try await ledger?.campaigns(
            withListHash: details.listHash,
            templateHash: details.templateHash
        )
        twins = (same ?? []).map(\.details.name).filter { $0 != details.name }
    }

    /// What speaks against going on, given what the user allows.
    package func obstacles(to plan: Plan, allowing allowances: Allowances) -> [Obstacle] {
        var obstacles: [Obstacle] = []
        let name = details.name
        if let began = record?.details {
            if began.templateHash != details.templateHash, !allowances.newTemplate {
                obstacles.append(.templateChanged(campaign: name))
            } else if plan.changedTexts > 0, !allowances.earlierTexts, !allowances.newTemplate {
                let first = plan.firstChangedText ?? ""
                obstacles.append(.textsChanged(campaign: name, count: plan.changedTexts, first: first))
            }
            if began.provider != details.provider, !allowances.newProvider {
                obstacles.append(.providerChanged(campaign: name, before: began.provider, now: details.provider))
            }
            if began.provider == details.provider, hasOtherAccount, !allowances.newProvider {
                obstacles.append(.accountChanged(campaign: name, provider: details.provider))
            }
        } else if let other = twins.first, !allowances.sameListAgain {
            obstacles.append(.sentBefore(campaign: name, other: other))
        }
        return obstacles
    }

    /// Begins the campaign in the ledger, or brings what the ledger says of it up to date.
    ///
    /// To be called when nothing speaks against going on. Without it a list that has grown would not be known again under
    /// another name, and what the user has accepted once would be asked each time.
    package func begin(in ledger: Ledger) async throws(LedgerError) -> CampaignID {
        let id = try await ledger.begin(details)
        if let record, record.details != details { try await ledger.update(id, to: details) }
        return id
    }
}
