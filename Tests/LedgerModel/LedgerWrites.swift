// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Ledger
package import PhoneNumbers

/// One write of a ledger, with the time that its record carries.
package enum LedgerWrite: Sendable {
    case begin(CampaignDetails, Date)
    case update(CampaignID, CampaignDetails, Date)
    case beginRun(CampaignID, Date)
    case intent(Intent, Date)
    case lost([Intent], Date)
    case settleLostRows(of: String)
    /// Seals a damaged campaign anew; all of its rows are lost.
    case sealAnew(CampaignID)
    case outcome(Outcome, over: MessageState, Date)
    case crash(CampaignID, Date)
    case optOuts([OptOut])
    case lookup(CachedLookup)
    case payment(LookupRequest)
    case refund(LookupRequest)
    case delivery(DeliveryRecord)
    case pace(PaceRecord, of: String)
    case forgetCampaign(CampaignID)
    case forgetNumber(PhoneNumber)
}

/// What the writer is told.
package enum LedgerAnswer: Sendable, Equatable {
    case receipt(IntentReceipt)
    case campaign(CampaignID)
    case count(Int)
    case done
    /// There is no message in the state that the outcome expects.
    case noIntent(PhoneNumber)
    /// A rule of the tables is broken: a campaign that is not there, a name that is.
    case brokenRule
    /// Nothing is recorded.
    case failed
}

extension LedgerState {
    package mutating func apply(_ write: LedgerWrite) -> LedgerAnswer {
        switch write {
        case .intent(let intent, let date): return apply(intent, at: Self.kept(date))
        case .outcome(let outcome, let state, let date):
            return apply(outcome, over: state, at: Self.kept(date))
        case .crash(let id, let date): return .count(crash(id, at: Self.kept(date)))
        case .lost(let intents, let date): return lose(intents, at: Self.kept(date))
        case .optOuts(let optOuts): return .count(add(optOuts))
        case .delivery(let record): return apply(record)
        case .payment(let request): return pay(request)
        case .refund(let request): return refund(request)
        case .lookup(let lookup):
            var lookup = lookup
            lookup.lookedUpAt = Self.kept(lookup.lookedUpAt)
            lookups[lookup.provider, default: [:]][lookup.number] = lookup
            changes += 1
            return .done
        case .pace(let record, let lane):
            paces[lane] = record
            paces[lane]?.date = Self.kept(record.date)
            changes += 1
            return .done
        default: return applyToCampaign(write)
        }
    }

    private mutating func applyToCampaign(_ write: LedgerWrite) -> LedgerAnswer {
        switch write {
        case .begin(let details, let date): return .campaign(begin(details, at: Self.kept(date)))
        case .update(let id, let details, let date):
            return update(id, to: details, at: Self.kept(date))
        case .beginRun: changes += 1
        case .settleLostRows(let name):
            let before = lost.count
            lost.removeAll { $0.campaign == nil || $0.campaign == name }
            changes += before - lost.count
        case .sealAnew(let id):
            note(LostRange(ledger: self.id, campaign: names[id] ?? "", highestRow: nil))
            seals[id] = seal(of: id)
            changes += 1
        case .forgetCampaign(let id): forget(id)
        case .forgetNumber(let number): forget(number)
        default: return .failed
        }
        return .done
    }

    private func isKnown(_ campaign: CampaignID) -> Bool {
        campaigns.contains { $0.id == campaign }
    }
}

// MARK: - Campaigns

extension LedgerState {
    private mutating func begin(_ details: CampaignDetails, at date: Date) -> CampaignID {
        if let known = campaign(named: details.name) { return known.id }
        changes += 1
        lastCampaign += 1
        let id = CampaignID(rawValue: lastCampaign)
        campaigns.append(
            CampaignRecord(id: id, details: details, createdAt: date, updatedAt: date))
        sealedNames = names
        return id
    }

    private mutating func update(
        _ id: CampaignID, to details: CampaignDetails, at date: Date
    ) -> LedgerAnswer {
        if let place = campaigns.firstIndex(where: { $0.id == id }) {
            guard campaign(named: details.name)?.id ?? id == id else { return .brokenRule }
            campaigns[place] = CampaignRecord(
                id: id, details: details, createdAt: campaigns[place].createdAt, updatedAt: date)
        }
        sealedNames = names
        changes += 1
        return .done
    }

    private mutating func forget(_ id: CampaignID) {
        for key in messages.keys.filter({ $0.campaign == id }) {
            messages[key] = nil
            deliveries[key] = nil
        }
        payments = payments.filter { $0.key.campaign != id }
        campaigns.removeAll { $0.id == id }
        seals[id] = nil
        sealedNames = names
        changes += 1
    }

    private mutating func forget(_ number: PhoneNumber) {
        for spelling in number.spellings { forgetOne(spelling) }
    }

    private mutating func forgetOne(_ number: PhoneNumber) {
        for key in messages.keys.filter({ $0.number == number }) {
            messages[key] = nil
            deliveries[key] = nil
            seals[key.campaign, default: Seal()].change(by: -1, number)
            changes += 1
        }
        for provider in lookups.keys where lookups[provider]?[number] != nil {
            lookups[provider]?[number] = nil
            changes += 1
        }
        for payment in payments.keys.filter({ $0.number == number }) {
            payments[payment] = nil
            changes += 1
        }
    }
}

// MARK: - Messages

extension LedgerState {
    private mutating func apply(_ intent: Intent, at date: Date) -> LedgerAnswer {
        if let spacing = intent.spacing, let near = nearMessage(to: intent.number, spacing) {
            return .receipt(.tooSoon(near))
        }
        return insert(intent, at: date)
    }

    private mutating func insert(_ intent: Intent, at date: Date) -> LedgerAnswer {
        let key = Key(campaign: intent.campaign, number: intent.number)
        let earlier = messages[key]
        if let state = earlier?.state, state != .notAccepted, state != intent.replaced {
            return .receipt(.refused(state))
        }
        if let other = intent.number.otherSpellings
            .compactMap({ self.message(to: $0, in: intent.campaign) })
            .first(where: Self.mayHaveArrived)
        {
            return .receipt(.refused(other.state))
        }
        if isOptedOut(intent.number) { return .receipt(.optedOut) }
        guard isKnown(intent.campaign) else { return .brokenRule }
        let attempts = (earlier?.attempts ?? 0) + 1
        let isSecond = earlier?.state == .unconfirmed
        messages[key] = Entry(
            intent: intent, intendedAt: date, changedAt: date, state: .intent, attempts: attempts,
            seconds: (earlier?.seconds ?? 0) + (isSecond ? 1 : 0))
        if earlier == nil {
            seals[intent.campaign, default: Seal()].change(by: 1, intent.number)
        }
        changes += 1
        return .receipt(.recorded(attempt: attempts))
    }

    private mutating func lose(_ intents: [Intent], at date: Date) -> LedgerAnswer {
        var count = 0
        for intent in intents {
            let answer = insert(intent, at: date)
            if answer == .brokenRule { return answer }
            guard case .receipt(.recorded) = answer else { continue }
            count += 1
            settle(
                Key(campaign: intent.campaign, number: intent.number),
                "the ledger was put back from an older copy; the message may have been sent")
        }
        return .count(count)
    }

    private mutating func crash(_ campaign: CampaignID, at date: Date) -> Int {
        let open = messages.filter { $0.key.campaign == campaign && $0.value.state == .intent }
        for key in open.keys {
            messages[key]?.changedAt = date
            settle(key, "the run ended before the provider's answer was recorded")
        }
        changes += open.count
        return open.count
    }

    private mutating func settle(_ key: Key, _ detail: String) {
        messages[key]?.state = .unconfirmed
        messages[key]?.outcome = Outcome(
            campaign: key.campaign, number: key.number, ending: .unconfirmed, reason: "crashed",
            detail: detail)
    }

    private mutating func apply(
        _ outcome: Outcome, over state: MessageState, at date: Date
    ) -> LedgerAnswer {
        let key = Key(campaign: outcome.campaign, number: outcome.number)
        guard var entry = messages[key], entry.state == state else {
            return .noIntent(outcome.number)
        }
        if outcome.isOptOut {
            _ = add([
                OptOut(
                    number: outcome.number, provider: entry.intent.provider, source: .provider,
                    date: date)
            ])
        }
        entry.state = MessageState(rawValue: outcome.ending.rawValue) ?? .intent
        entry.attempts += state == .intent ? max(0, outcome.attempts) - 1 : 0
        entry.seconds = max(0, entry.seconds - (outcome.takesBackSecond ? 1 : 0))
        entry.changedAt = date
        let offset = outcome.clockOffset ?? entry.outcome?.clockOffset
        entry.outcome = outcome
        entry.outcome?.clockOffset = offset
        entry.outcome?.sentAt =
            outcome.sentAt.map(Self.kept) ?? (outcome.ending == .sent ? date : nil)
        messages[key] = entry
        changes += 1
        return .done
    }
}

// MARK: - Opt-outs, lookups and deliveries

extension LedgerState {
    private mutating func add(_ optOuts: [OptOut]) -> Int {
        var new = 0
        for optOut in optOuts {
            if !isOptedOut(optOut.number) { new += 1 }
            let key = OptOutKey(number: optOut.number, provider: optOut.provider ?? "")
            guard self.optOuts[key] == nil else { continue }
            self.optOuts[key] = optOut
            changes += 1
        }
        return new
    }

    private mutating func pay(_ request: LookupRequest) -> LedgerAnswer {
        guard isKnown(request.campaign) else { return .brokenRule }
        payments[Payment(request), default: 0] += 1
        changes += 1
        return .done
    }

    private mutating func refund(_ request: LookupRequest) -> LedgerAnswer {
        guard let count = payments[Payment(request)] else { return .done }
        payments[Payment(request)] = count > 1 ? count - 1 : nil
        changes += 1
        return .done
    }

    private mutating func apply(_ record: DeliveryRecord) -> LedgerAnswer {
        let key = Key(campaign: record.campaign, number: record.number)
        guard let entry = messages[key] else { return .brokenRule }
        deliveries[key] = record
        deliveries[key]?.checkedAt = Self.kept(record.checkedAt)
        changes += 1
        guard let cost = record.cost, entry.outcome?.messageID == record.messageID else {
            return .done
        }
        messages[key]?.outcome?.cost = cost
        messages[key]?.outcome?.currency = record.currency ?? entry.outcome?.currency
        return .done
    }
}

extension LedgerState.Payment {
    fileprivate init(_ request: LookupRequest) {
        self.init(
            campaign: request.campaign, number: request.number, price: request.price ?? "")
    }
}

extension Intent {
    /// The state that a message must have to be sent once more.
    fileprivate var replaced: MessageState? {
        switch replacing {
        case .nothing: nil
        case .failed: .failed
        case .unconfirmed: .unconfirmed
        }
    }
}

// MARK: - What happens to a ledger from outside

extension LedgerState {
    mutating func note(_ range: LostRange) {
        let place = lost.firstIndex { $0.ledger == range.ledger && $0.campaign == range.campaign }
        guard let place else { return lost.append(range) }
        let rows = [lost[place].highestRow, range.highestRow]
        lost[place].highestRow = rows.contains(nil) ? nil : rows.compactMap(\.self).max()
    }

    /// Loses a message without anybody's having written that.
    package mutating func damage(_ number: PhoneNumber, in campaign: CampaignID) {
        let key = Key(campaign: campaign, number: number)
        messages[key] = nil
        deliveries[key] = nil
    }
}
