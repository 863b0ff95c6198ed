// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Ledger
package import SMSText

/// What a run finds of its campaign in the ledger, and what that means for going on.
package struct ResumeCheck: Sendable {
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
    ///   - identity: what tells the provider entry's account from others; `nil` where that is not
    ///     known.
    /// - Throws: `LedgerError` where the ledger cannot be read.
    package init(
        of details: CampaignDetails, in ledger: (any CampaignLedger)?, identity: Secret? = nil
    ) async throws(LedgerError) {
        self.details = details
        record = try await ledger?.campaign(named: details.name)
        var earlier: String?
        if let record {
            earlier = try await ledger?.latestAccount(in: record.id, at: details.provider)
        }
        let current = identity.flatMap { ledger?.accountHash(of: $0.reveal()) }
        hasOtherAccount = earlier != nil && current != nil && earlier != current
        let same = try await ledger?.campaigns(
            withListHash: details.listHash, templateHash: details.templateHash)
        twins = (same ?? []).map(\.details.name).filter { $0 != details.name }
    }

    /// What speaks against going on, given what the user allows.
    package func obstacles(to plan: Plan, allowing allowances: Overrides) -> [Obstacle] {
        var obstacles: [Obstacle] = []
        let name = details.name
        if let began = record?.details {
            if began.templateHash != details.templateHash, !allowances.newTemplate {
                obstacles.append(.templateChanged(campaign: name))
            } else if plan.changedTexts > 0, !allowances.earlierTexts, !allowances.newTemplate {
                let first = plan.firstChangedText ?? ""
                obstacles.append(
                    .textsChanged(campaign: name, count: plan.changedTexts, first: first))
            }
            if began.provider != details.provider, !allowances.newProvider {
                obstacles.append(
                    .providerChanged(campaign: name, before: began.provider, now: details.provider))
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
    /// To be called when nothing speaks against going on. Without it a list that has grown would
    /// not be known again under another name, and what the user has accepted once would be asked
    /// each time.
    package func begin(in ledger: any CampaignLedger) async throws(LedgerError) -> CampaignID {
        let id = try await ledger.begin(details)
        if let record, record.details != details { try await ledger.update(id, to: details) }
        return id
    }
}

/// What speaks against going on with a campaign: a second run that is not simply the first one
/// resumed, or what the configuration rules out.
package enum Obstacle: Error, Sendable, Hashable, CustomStringConvertible {
    /// The template is not the one that the campaign began with.
    case templateChanged(campaign: String)
    /// Numbers that were messaged already would get another text.
    case textsChanged(campaign: String, count: Int, first: String)
    /// The same list and template were sent under another name.
    case sentBefore(campaign: String, other: String)
    /// The campaign began with another provider entry.
    case providerChanged(campaign: String, before: String, now: String)
    /// Texts do not tell how to opt out, and the configuration asks for it.
    case optOutMissing(count: Int, first: String)
    /// The provider entry names another account than the one that the campaign's latest messages
    /// were handed to.
    case accountChanged(campaign: String, provider: String)
    /// The text names columns of the list in the notation of another program, and would go out as
    /// it is written.
    case foreignPlaceholders([ForeignPlaceholder])

    package var description: String { sentence(\.description) }

    /// What speaks against going on, and the ways out in the words of whoever shows it.
    package func sentence(_ words: (Hint) -> String) -> String {
        switch self {
        case .templateChanged(let campaign):
            "the campaign “\(campaign)” began with another template; \(words(.renameCampaign)), "
                + "or \(words(.useNewTemplate))"
        case .textsChanged(let campaign, let count, let first):
            "\(count) \(count == 1 ? "number was" : "numbers were") messaged already in the "
                + "campaign “\(campaign)” and would now get a different text, \(first) first; "
                + "\(words(.separateNewTexts)), or \(words(.keepEarlierTexts))"
        case .sentBefore(let campaign, let other):
            "this list with this template was sent already, as the campaign “\(other)”; "
                + "\(words(.resume(other))), or \(words(.sendAgain(as: campaign)))"
        case .providerChanged(let campaign, let before, let now):
            "the campaign “\(campaign)” began with the provider entry “\(before)”, "
                + "and the configuration now says “\(now)”; \(words(.useNewProvider))"
        case .optOutMissing(let count, let first):
            "\(count) \(count == 1 ? "message does" : "messages do") not tell how to opt out, "
                + "\(first) first, and “requireOptOutText” is true; "
                + "end the text with “Reply STOP to opt out.” or the like"
        case .accountChanged(let campaign, let provider):
            "the campaign “\(campaign)” was sent with another account than the one that the "
                + "provider entry “\(provider)” names now; \(words(.useNewProvider))"
        case .foreignPlaceholders(let found):
            "the text has \(Self.list(found.map(\.text))) in it, which "
                + (found.count == 1 ? "names a column" : "name columns")
                + " of the list as other programs do, and would go out as written; "
                + "write \(Self.list(found.compactMap(\.spelling))), or \(words(.sendLiterally))"
        }
    }

    /// Longer lists are cut.
    private static let mostWords = 5

    /// `“%name%” and “[Date]”`, without their quotes.
    private static func list(_ words: [String]) -> String {
        let shown = Array(words.prefix(mostWords))
        let more = words.count - shown.count
        let all = more > 0 ? shown + ["\(more) more"] : shown
        guard let last = all.last, all.count > 1 else { return all.first ?? "" }
        return all.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension Obstacle {
    /// What the user can do about an obstacle.
    package enum Hint: Sendable, Hashable, CustomStringConvertible {
        /// Give the new template a campaign of its own.
        case renameCampaign
        /// Give the changed texts a campaign of their own.
        case separateNewTexts
        /// Allow ``Overrides/newTemplate``.
        case useNewTemplate
        /// Allow ``Overrides/earlierTexts``.
        case keepEarlierTexts
        /// Allow ``Overrides/newProvider``.
        case useNewProvider
        /// Go on with the campaign of this name.
        case resume(String)
        /// Allow ``Overrides/sameListAgain`` for the campaign of this name.
        case sendAgain(as: String)
        /// Allow ``Overrides/foreignPlaceholders``.
        case sendLiterally

        package var description: String {
            switch self {
            case .renameCampaign: "give this one its own name"
            case .separateNewTexts: "give the new texts a campaign of their own"
            case .useNewTemplate: "use it for the rows that are left"
            case .keepEarlierTexts: "leave those numbers alone"
            case .useNewProvider: "go on with the new one"
            case .resume: "resume it"
            case .sendAgain(let campaign): "send it once more as “\(campaign)”, on purpose"
            case .sendLiterally: "send it as it is, on purpose"
            }
        }
    }
}

extension TextRemarks {
    /// What in the template speaks against sending it; `nil` where the user allows it.
    func obstacle(allowing allowances: Overrides) -> Obstacle? {
        guard !allowances.foreignPlaceholders, !certain.isEmpty else { return nil }
        return .foreignPlaceholders(certain)
    }
}
