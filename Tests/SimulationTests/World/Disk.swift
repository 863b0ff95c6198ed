// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Ledger
import PhoneNumbers

/// What the modelled ledger has on its disk: all that a crash leaves.
struct Disk: Sendable {
    /// Names a message: at most one a number in a campaign.
    struct Key: Hashable, Sendable {
        let campaign: CampaignID
        let number: PhoneNumber
    }

    /// One message.
    struct Entry: Sendable {
        var intent: Intent
        /// When the last intent was written.
        var intendedAt: Date
        /// When the message last changed.
        var changedAt: Date
        var state: MessageState
        var attempts: Int
        var outcome: Outcome?
        /// Further messages that may have arrived besides this one.
        var seconds = 0
    }

    /// Whether there is a file at all.
    var isThere = false
    private(set) var campaigns: [CampaignRecord] = []
    /// What the user asked for when a campaign was begun or last accepted anew.
    private(set) var wishes: [String: Wish] = [:]
    /// How far the rates of accounts were used when that was last written down.
    private(set) var paces: [String: PaceRecord] = [:]
    private(set) var messages: [Key: Entry] = [:]
    private(set) var deliveries: [Key: DeliveryRecord] = [:]
    private(set) var lookups: [String: [PhoneNumber: CachedLookup]] = [:]
    private(set) var optOuts: Set<PhoneNumber> = []
    /// How many lookups each campaign has paid for.
    private(set) var payments: [CampaignID: Int] = [:]

    func campaign(named name: String) -> CampaignRecord? {
        campaigns.first { $0.details.name == name }
    }

    /// A message by the name of its campaign.
    func message(_ key: MessageKey) -> Entry? {
        campaign(named: key.campaign).flatMap {
            messages[Key(campaign: $0.id, number: key.number)]
        }
    }

    /// The messages of a campaign, in the order of their numbers.
    func entries(in campaign: CampaignID?) -> [Entry] {
        messages.filter { $0.key.campaign == campaign }.values
            .sorted { $0.intent.number.e164 < $1.intent.number.e164 }
    }

    /// Numbers of messages of a campaign whose request may be under way.
    func openIntents(in name: String) -> [PhoneNumber] {
        entries(in: campaign(named: name)?.id).filter { $0.state == .intent }.map(\.intent.number)
    }

    /// The account that the latest message of a campaign through an entry was handed to.
    func latestAccount(in campaign: CampaignID, at provider: String) -> String? {
        entries(in: campaign).filter { $0.intent.provider == provider && $0.intent.account != nil }
            .max { $0.intendedAt < $1.intendedAt }?.intent.account
    }

    /// What the provider told of a message, unless it was of one before.
    func delivery(of entry: Entry) -> DeliveryRecord? {
        let record = deliveries[Key(campaign: entry.intent.campaign, number: entry.intent.number)]
        return record?.messageID == entry.outcome?.messageID ? record : nil
    }

    /// Counts messages as caps do.
    func handed(_ isCounted: (Entry) -> Bool) -> [SpendingGroup] {
        var groups: [String?: SpendingGroup] = [:]
        for entry in messages.values where isCounted(entry) {
            let isOut = [.intent, .sent, .unconfirmed].contains(entry.state)
            let weight = (isOut ? 1 : 0) + entry.seconds
            let price = entry.intent.expectedCost
            groups[price, default: SpendingGroup()].price = price
            groups[price]?.messages += weight
            groups[price]?.segments += weight * entry.intent.segments
        }
        return groups.values.sorted { ($0.price ?? "") < ($1.price ?? "") }
    }
}

/// What is written to the disk, as the real ledger's statements do it.
extension Disk {
    enum Write: Sendable {
        case begin(CampaignDetails, Wish)
        case update(CampaignID, CampaignDetails, Wish)
        case intent(Intent, Date)
        case outcome(Outcome, over: MessageState, Date)
        /// A flaw calls crashed messages "not accepted".
        case crash(CampaignID, isBold: Bool, Date)
        case optOut(PhoneNumber)
        case lookup(CachedLookup)
        case payment(LookupRequest)
        case refund(LookupRequest)
        /// A flaw takes what was not delivered for something to be sent again.
        case delivery(DeliveryRecord, reopens: Bool)
        case pace(PaceRecord, of: String)
    }

    /// What the writer is told.
    enum Answer: Sendable {
        case receipt(IntentReceipt)
        case campaign(CampaignID)
        case count(Int)
        case done
        case noIntent(PhoneNumber)
        case failed
    }

    mutating func apply(_ write: Write, _ rails: Rails) -> Answer {
        switch write {
        case .begin(let details, let wish): return .campaign(begin(details, wish))
        case .update(let id, let details, let wish): update(id, to: details, wish)
        case .intent(let intent, let date): return .receipt(apply(intent, at: date, rails))
        case .outcome(let outcome, let state, let date):
            return apply(outcome, over: state, at: date)
        case .crash(let id, let isBold, let date):
            return .count(crash(id, isBold: isBold, at: date))
        case .optOut(let number): optOuts.insert(number)
        case .lookup(let lookup): lookups[lookup.provider, default: [:]][lookup.number] = lookup
        case .payment(let request): payments[request.campaign, default: 0] += 1
        case .refund(let request): payments[request.campaign, default: 0] -= 1
        case .delivery(let record, let reopens): apply(record, reopens)
        case .pace(let record, let lane): paces[lane] = record
        }
        return .done
    }

    private mutating func begin(_ details: CampaignDetails, _ wish: Wish) -> CampaignID {
        if let known = campaign(named: details.name) { return known.id }
        let id = CampaignID(rawValue: Int64(campaigns.count + 1))
        let date = SimulatedTime.epoch
        campaigns.append(
            CampaignRecord(id: id, details: details, createdAt: date, updatedAt: date)
        )
        wishes[details.name] = wish
        return id
    }

    private mutating func update(_ id: CampaignID, to details: CampaignDetails, _ wish: Wish) {
        guard let place = campaigns.firstIndex(where: { $0.id == id }) else { return }
        let date = SimulatedTime.epoch
        campaigns[place] = CampaignRecord(
            id: id,
            details: details,
            createdAt: date,
            updatedAt: date
        )
        wishes[details.name] = wish
    }

    private mutating func apply(
        _ intent: Intent,
        at date: Date,
        _ rails: Rails
    ) -> IntentReceipt {
        if intent.spacing != nil, rails.isNear(intent.number) { return .tooSoon(Rails.near) }
        let key = Key(campaign: intent.campaign, number: intent.number)
        let earlier = messages[key]
        let isReplaced =
            switch intent.replacing {
            case .nothing: false
            case .failed: earlier?.state == .failed
            case .unconfirmed: earlier?.state == .unconfirmed
            }
        if let state = earlier?.state, state != .notAccepted, !isReplaced { return .refused(state) }
        if optOuts.contains(intent.number) { return .optedOut }
        let attempts = (earlier?.attempts ?? 0) + 1
        messages[key] = Entry(
            intent: intent,
            intendedAt: date,
            changedAt: date,
            state: .intent,
            attempts: attempts,
            seconds: (earlier?.seconds ?? 0) + (earlier?.state == .unconfirmed ? 1 : 0)
        )
        return .recorded(attempt: attempts)
    }

    private mutating func apply(
        _ outcome: Outcome,
        over state: MessageState,
        at date: Date
    ) -> Answer {
        let key = Key(campaign: outcome.campaign, number: outcome.number)
        guard var entry = messages[key], entry.state == state else {
            return .noIntent(outcome.number)
        }
        if outcome.isOptOut { optOuts.insert(outcome.number) }
        entry.state = MessageState(rawValue: outcome.ending.rawValue) ?? .intent
        entry.attempts += state == .intent ? max(0, outcome.attempts) - 1 : 0
        entry.seconds = max(0, entry.seconds - (outcome.takesBackSecond ? 1 : 0))
        entry.changedAt = date
        entry.outcome = outcome
        if outcome.ending == .sent { entry.outcome?.sentAt = outcome.sentAt ?? date }
        messages[key] = entry
        return .done
    }

    private mutating func crash(_ campaign: CampaignID, isBold: Bool, at date: Date) -> Int {
        let open = messages.filter { $0.key.campaign == campaign && $0.value.state == .intent }
        for key in open.keys {
            messages[key]?.state = isBold ? .notAccepted : .unconfirmed
            messages[key]?.changedAt = date
            messages[key]?.outcome = Outcome(
                campaign: campaign,
                number: key.number,
                ending: .unconfirmed,
                reason: "crashed"
            )
        }
        return open.count
    }

    private mutating func apply(_ record: DeliveryRecord, _ reopens: Bool) {
        let key = Key(campaign: record.campaign, number: record.number)
        deliveries[key] = record
        if reopens, record.state != "delivered" { messages[key]?.state = .notAccepted }
    }
}

/// The group commit of the modelled ledger: one commit at a time, and whatever comes meanwhile goes
/// into the next.
struct CommitQueue: Sendable {
    /// The writes of one commit.
    struct Batch: Sendable {
        let begins: Duration
        let ends: Duration
        /// Whether the disk fails in it.
        let fails: Bool
        var writes: [(ticket: Int, write: Disk.Write)] = []
    }

    /// A writer's place in a commit.
    struct Place: Sendable {
        /// What the answer is found by.
        let ticket: Int
        /// When the commit is over.
        let ends: Duration
        /// Whether the commit is made for this writer, who then waits for it in any case.
        let leads: Bool
    }

    private var batches: [Batch] = []
    private var answers: [Int: Disk.Answer] = [:]
    private var lastTicket = 0

    /// When all that is queued is committed; `nil` where nothing is.
    var end: Duration? { batches.last?.ends }

    /// Takes a write in.
    mutating func add(
        _ write: Disk.Write,
        at now: Duration,
        lasting: Duration,
        fails: Bool
    ) -> Place {
        lastTicket += 1
        let leads = batches.last.map { $0.begins <= now } ?? true
        if leads {
            let begins = max(now, batches.last?.ends ?? now)
            batches.append(Batch(begins: begins, ends: begins + lasting, fails: fails))
        }
        batches[batches.count - 1].writes.append((lastTicket, write))
        return Place(ticket: lastTicket, ends: batches[batches.count - 1].ends, leads: leads)
    }

    /// Takes out the commits that are over by now.
    mutating func over(by now: Duration) -> [Batch] {
        let count = batches.prefix { $0.ends <= now }.count
        defer { batches.removeFirst(count) }
        return Array(batches.prefix(count))
    }

    /// The commit that is under way, if the power fails now.
    func underWay(at now: Duration) -> Batch? {
        batches.first { $0.begins <= now && now < $0.ends }
    }

    mutating func note(_ answer: Disk.Answer, for ticket: Int) { answers[ticket] = answer }

    mutating func answer(for ticket: Int) -> Disk.Answer {
        answers.removeValue(forKey: ticket) ?? .failed
    }
}
