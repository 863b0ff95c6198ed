// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Ledger
package import PhoneNumbers

import Basics

/// What a ledger holds, as a plain value: the model that the ledger in a file is compared with.
package struct LedgerState: Sendable {
    /// Names a message: at most one a number in a campaign.
    package struct Key: Hashable, Sendable {
        package let campaign: CampaignID
        package let number: PhoneNumber

        package init(campaign: CampaignID, number: PhoneNumber) {
            (self.campaign, self.number) = (campaign, number)
        }
    }

    /// One message.
    package struct Entry: Sendable {
        package var intent: Intent
        /// When the last intent was written.
        package var intendedAt: Date
        /// When the message last changed.
        package var changedAt: Date
        package var state: MessageState
        package var attempts: Int
        package var outcome: Outcome?
        /// Further messages that may have arrived besides this one.
        package var seconds = 0

        package var record: MessageRecord {
            MessageRecord(
                intent, state: state, attempts: attempts, outcome: outcome,
                intendedAt: intendedAt, at: changedAt)
        }
    }

    /// An opt-out is known once a provider.
    struct OptOutKey: Hashable, Sendable {
        let number: PhoneNumber
        let provider: String
    }

    /// Lookups of one number at one price; an empty text where no price is known.
    struct Payment: Hashable, Sendable {
        let campaign: CampaignID
        let number: PhoneNumber
        let price: String
    }

    /// How many messages a campaign has, and which: taking one in twice takes it out.
    struct Seal: Hashable, Sendable {
        var count = 0
        var numbers: Set<PhoneNumber> = []

        mutating func change(by count: Int, _ number: PhoneNumber) {
            self.count += count
            numbers.formSymmetricDifference([number])
        }
    }

    /// Which ledger it is, the same in all its copies.
    package let id: Int
    /// How many transactions changed it.
    package internal(set) var counter: Int64 = 1
    /// Whether it is older than its mirror, and nobody has accepted that yet.
    var isBehind = false
    package internal(set) var campaigns: [CampaignRecord] = []
    package internal(set) var messages: [Key: Entry] = [:]
    package internal(set) var lookups: [String: [PhoneNumber: CachedLookup]] = [:]
    var deliveries: [Key: DeliveryRecord] = [:]
    var optOuts: [OptOutKey: OptOut] = [:]
    var payments: [Payment: Int] = [:]
    var paces: [String: PaceRecord] = [:]
    var lost: [LostRange] = []
    /// The highest id that a campaign ever had: a forgotten one's is not given again.
    var lastCampaign: Int64 = 0
    /// What was written, by which damage is noticed.
    var seals: [CampaignID: Seal] = [:]
    var sealedNames: [CampaignID: String] = [:]
    /// Changed rows, by which a transaction that changes nothing is known.
    var changes = 0

    package init(id: Int = 1) { self.id = id }

    /// A time as a ledger keeps it: to the millisecond.
    static func kept(_ date: Date) -> Date { Timestamp.date(Timestamp.text(date)) ?? date }
}

/// Rows of a campaign's list of which a ledger has lost the memory.
struct LostRange: Hashable, Sendable {
    /// The ledger whose mirror tells it.
    let ledger: Int
    /// `nil`: of the campaign that is sent next.
    let campaign: String?
    /// `nil`: any row.
    var highestRow: Int?
}

// MARK: - Reading

extension LedgerState {
    package func campaign(named name: String) -> CampaignRecord? {
        campaigns.first { $0.details.name == name }
    }

    package func message(to number: PhoneNumber, in campaign: CampaignID) -> Entry? {
        messages[Key(campaign: campaign, number: number)]
    }

    /// The messages of a campaign in the order of their rows.
    package func entries(in campaign: CampaignID?) -> [Entry] {
        messages.values.filter { $0.intent.campaign == campaign }.sorted {
            ($0.intent.row, $0.intent.number.e164) < ($1.intent.row, $1.intent.number.e164)
        }
    }

    func hasAcceptance(by provider: String) -> Bool {
        messages.values.contains { $0.state == .sent && $0.intent.provider == provider }
    }

    package func pace(of lane: String) -> PaceRecord? { paces[lane] }

    package func messages(to number: PhoneNumber) -> [MessageRecord] {
        campaigns.compactMap { message(to: number, in: $0.id)?.record }
    }

    package func isOptedOut(_ number: PhoneNumber) -> Bool {
        optOuts.keys.contains { $0.number.handset == number.handset }
    }

    /// What was told of a message, unless it was of one before.
    package func delivery(of entry: Entry) -> DeliveryRecord? {
        let record = deliveries[
            Key(campaign: entry.intent.campaign, number: entry.intent.number)]
        guard let record, record.messageID == entry.outcome?.messageID else { return nil }
        return record
    }

    func hasDeliveries(in campaign: CampaignID) -> Bool {
        deliveries.keys.contains { $0.campaign == campaign }
    }

    package func recollection(
        of number: PhoneNumber, campaign: CampaignID?, provider: String, notBefore earliest: Date,
        spacing: Spacing?
    ) -> Ledger.Recollection? {
        let lookup = lookups[provider]?[number]
        let recollection = Ledger.Recollection(
            message: campaign.flatMap { message(toHandsetOf: number, in: $0)?.record },
            lookup: lookup.flatMap { $0.lookedUpAt < Self.kept(earliest) ? nil : $0 },
            isOptedOut: isOptedOut(number), near: spacing.flatMap { nearMessage(to: number, $0) })
        return recollection == Ledger.Recollection() ? nil : recollection
    }

    /// The message that counts where the handset's number is written in another way, too: one that
    /// went further than that to the number itself.
    private func message(toHandsetOf number: PhoneNumber, in campaign: CampaignID) -> Entry? {
        let order: [MessageState: Int] = [.failed: 1, .unconfirmed: 2, .intent: 2, .sent: 3]
        let own = message(to: number, in: campaign)
        let others = number.otherSpellings.compactMap { message(to: $0, in: campaign) }
        return others.reduce(own) { best, other in
            let bound = best.flatMap { order[$0.state] } ?? 0
            return order[other.state, default: 0] > bound ? other : best
        }
    }

    func openMessages(
        in campaign: CampaignID, after last: PhoneNumber?, limit: Int
    ) -> [AcceptedMessage] {
        let open = entries(in: campaign).filter { entry in
            entry.state == .sent && entry.outcome?.messageID != nil
                && entry.intent.number.e164 > last?.e164 ?? ""
                && delivery(of: entry)?.isFinal != true
        }
        .sorted { $0.intent.number.e164 < $1.intent.number.e164 }
        return open.prefix(limit).map { entry in
            AcceptedMessage(
                campaign: campaign, number: entry.intent.number,
                messageID: entry.outcome?.messageID ?? "", provider: entry.intent.provider,
                acceptedAt: entry.outcome?.sentAt ?? entry.changedAt, latest: delivery(of: entry))
        }
    }

    package func deliveryGroups(
        in campaign: CampaignID, since moment: Date?
    ) -> [DeliveryGroup] {
        var counts: [DeliveryGroup: Int] = [:]
        for entry in entries(in: campaign) where entry.state == .sent {
            if let moment, entry.intendedAt < Self.kept(moment) { continue }
            var group = DeliveryGroup(provider: entry.intent.provider, count: 0)
            if let told = delivery(of: entry) {
                (group.state, group.isFinal, group.errorCode) = (
                    told.state, told.isFinal, told.errorCode
                )
                (group.detail, group.cost, group.currency) = (
                    told.detail, told.cost, told.currency
                )
            }
            counts[group, default: 0] += 1
        }
        return counts.map { group, count in
            var group = group
            group.count = count
            return group
        }
    }

    package func lostRows(of campaign: String) -> RowRange? {
        let found = lost.filter { $0.campaign == nil || $0.campaign == campaign }
        guard !found.isEmpty else { return nil }
        let rows = found.compactMap(\.highestRow)
        return rows.count < found.count ? .all : rows.max().map { .upTo($0) }
    }

    /// Whether the messages of a campaign are those that were written.
    func isWhole(_ campaign: CampaignID) -> Bool {
        let isKnown = campaigns.contains { $0.id == campaign }
        return isKnown && seal(of: campaign) == seals[campaign, default: Seal()]
    }

    func seal(of campaign: CampaignID) -> Seal {
        let numbers = messages.keys.filter { $0.campaign == campaign }.map(\.number)
        return Seal(count: numbers.count, numbers: Set(numbers))
    }

    var hasWholeNames: Bool { names == sealedNames }

    var names: [CampaignID: String] {
        Dictionary(campaigns.map { ($0.id, $0.details.name) }) { first, _ in first }
    }
}

// MARK: - What guards a campaign

extension LedgerState {
    package func spacing(since begin: Date, except campaign: CampaignID?) -> Spacing? {
        let tests = campaigns.filter(\.details.isTest).map(\.id)
        let others = Set(
            messages.values.filter { $0.intendedAt >= Self.kept(begin) }.map(\.intent.campaign)
        )
        .subtracting(tests).subtracting(campaign.map { [$0] } ?? [])
        guard !others.isEmpty else { return nil }
        return Spacing(campaigns: others.sorted { $0.rawValue < $1.rawValue }, begin: begin)
    }

    func nearMessage(to number: PhoneNumber, _ spacing: Spacing) -> NearMessage? {
        var latest: NearMessage?
        for (spelling, id) in number.spellings.flatMap({ spelling in
            spacing.campaigns.map { (spelling, $0) }
        }) {
            guard let entry = message(to: spelling, in: id), Self.mayHaveArrived(entry),
                entry.intendedAt >= Self.kept(spacing.begin), let name = names[id]
            else { continue }
            guard entry.intendedAt > latest?.date ?? .distantPast else { continue }
            latest = NearMessage(campaign: name, date: entry.intendedAt)
        }
        return latest
    }

    static func mayHaveArrived(_ entry: Entry) -> Bool {
        [.intent, .sent, .unconfirmed].contains(entry.state)
    }

    package func spending(in campaign: CampaignID) -> [SpendingGroup] {
        var lookups: [String: SpendingGroup] = [:]
        for (payment, count) in payments where payment.campaign == campaign {
            lookups[payment.price, default: SpendingGroup()].lookups += count
            lookups[payment.price]?.price = payment.price.isEmpty ? nil : payment.price
        }
        return messageGroups { $0.intent.campaign == campaign } + lookups.values
    }

    package func spending(at provider: String, since begin: Date) -> [SpendingGroup] {
        let (begin, earliest) = (Self.kept(begin), Self.kept(begin.addingTimeInterval(-3600)))
        return messageGroups { entry in
            entry.intent.provider == provider && entry.intendedAt >= earliest
                && max(entry.intendedAt, entry.outcome?.sentAt ?? entry.changedAt) >= begin
        }
    }

    /// Counts messages as caps do.
    private func messageGroups(_ isCounted: (Entry) -> Bool) -> [SpendingGroup] {
        struct Prices: Hashable { let expected, cost: String? }
        var groups: [Prices: SpendingGroup] = [:]
        for entry in messages.values where isCounted(entry) {
            let prices = Prices(expected: entry.intent.expectedCost, cost: entry.outcome?.cost)
            let weight = (Self.mayHaveArrived(entry) ? 1 : 0) + entry.seconds
            groups[prices, default: SpendingGroup()].price = prices.expected
            groups[prices]?.cost = prices.cost
            groups[prices]?.messages += weight
            groups[prices]?.segments += weight * entry.intent.segments
        }
        return Array(groups.values)
    }

    package func latestAccount(in campaign: CampaignID, at provider: String) -> String? {
        entries(in: campaign).filter { $0.intent.provider == provider && $0.intent.account != nil }
            .max { $0.intendedAt < $1.intendedAt }?.intent.account
    }

    func accountsInDoubt(in campaign: CampaignID, at provider: String) -> [String] {
        accounts(in: campaign, at: provider) { $0.state == .intent || $0.state == .unconfirmed }
    }

    func openAccounts(in campaign: CampaignID, at provider: String) -> [String] {
        accounts(in: campaign, at: provider) {
            $0.state == .sent && delivery(of: $0)?.isFinal != true
        }
    }

    private func accounts(
        in campaign: CampaignID, at provider: String, _ isMeant: (Entry) -> Bool
    ) -> [String] {
        let meant = entries(in: campaign).filter { $0.intent.provider == provider && isMeant($0) }
        return Set(meant.compactMap(\.intent.account)).sorted()
    }
}
