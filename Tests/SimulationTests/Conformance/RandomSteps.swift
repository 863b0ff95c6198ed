// SPDX-License-Identifier: Apache-2.0

import Campaign
import Foundation
import Ledger
import PhoneNumbers
import TestSupport

/// One step of a walk: its name, and what it does and hears.
struct Step: Sendable {
    let name: String
    let take: @Sendable (Session) async throws -> String

    init(_ name: String, _ take: @escaping @Sendable (Session) async throws -> String) {
        (self.name, self.take) = (name, take)
    }

    static func call<Answer>(
        _ name: String,
        _ call: @escaping @Sendable (any CampaignLedger) async throws -> Answer
    ) -> Step {
        Step(name) { session in
            do { return "\(try await call(session.ledger))" } catch { return Words.of(error) }
        }
    }
}

/// Draws steps, the same for the same seed.
struct RandomSteps {
    private var chance: SeededGenerator
    /// When the walk is, by the steps drawn so far.
    private var date = TestClock.begin

    init(seed: UInt64) { chance = SeededGenerator(seed: seed &+ 0xC0F) }

    /// Draws a number of steps: two campaigns and their first run come first.
    mutating func draw(_ count: Int) -> [Step] {
        let first = Sample.names.prefix(2).map { name in
            Step.call("begin \(name)") { try await $0.begin(Sample.details(name)) }
        }
        let run = Step.call("begin a run") { try await $0.beginRun(of: Sample.campaigns[0]) }
        return first + [run] + (0..<count).map { _ in next() }
    }

    private mutating func next() -> Step {
        switch chance.pick(1000) {
        case ..<280: intent()
        case ..<520: outcome()
        case ..<610: settlement()
        case ..<700: delivery()
        case ..<820: lookup()
        case ..<900: campaign()
        case ..<906: optOut()
        case ..<935: loss()
        case ..<970: clock()
        default: files()
        }
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[chance.pick(elements.count)]
    }

    /// Mostly one of the two that there are.
    private mutating func campaignID() -> CampaignID {
        chance.oneIn(12) ? pick(Sample.campaigns) : Sample.campaigns[chance.pick(2)]
    }

    private mutating func maybe<Value>(_ value: Value) -> Value? { chance.oneIn(2) ? value : nil }

    // MARK: Messages

    private mutating func intent() -> Step {
        let intent = anyIntent()
        return .call("intent \(intent)") { try await $0.recordIntent(intent) }
    }

    private mutating func anyIntent() -> Intent {
        var intent = Sample.intent(
            chance.pick(Sample.numbers.count),
            in: campaignID(),
            replacing: pick([.nothing, .nothing, .failed, .unconfirmed])
        )
        intent.row = 1 + chance.pick(40)
        intent.provider = pick(Sample.providers)
        intent.segments = 1 + chance.pick(3)
        intent.encoding = pick(["GSM-7", "UCS-2"])
        intent.textHash = pick(["h1", "h2"])
        intent.idempotencyKey = maybe("key")
        intent.expectedCost = pick([nil, "0.01", "1"])
        intent.account = pick([nil, "one", "two"])
        if chance.oneIn(5) {
            intent.spacing = Spacing(
                campaigns: Sample.campaigns.filter { _ in chance.oneIn(2) },
                begin: date.addingTimeInterval(-pick([0.001, 1, 3600, 90_000]))
            )
        }
        return intent
    }

    private mutating func anyOutcome() -> Outcome {
        var outcome = Sample.outcome(
            chance.pick(Sample.numbers.count),
            in: campaignID(),
            pick(Outcome.Ending.allCases)
        )
        outcome.reason = pick([nil, "rejected", "timed_out"])
        outcome.isOptOut = chance.oneIn(60)
        outcome.detail = maybe("detail’s „words“")
        outcome.messageID = pick([nil, "m1", "m2", "m3"])
        outcome.errorCode = maybe("400")
        outcome.cost = pick([nil, nil, "0.02"])
        outcome.currency = maybe("USD")
        outcome.attempts = pick([0, 1, 1, 1, 2, 5])
        outcome.sentAt = pick([nil, date.addingTimeInterval(-4000), date])
        outcome.clockOffset = pick([nil, -250, 3000])
        outcome.takesBackSecond = chance.oneIn(3)
        return outcome
    }

    private mutating func outcome() -> Step {
        let outcome = anyOutcome()
        return .call("outcome \(outcome)") { try await $0.recordOutcome(outcome) }
    }

    private mutating func settlement() -> Step {
        let outcome = anyOutcome()
        if chance.oneIn(6) {
            let id = campaignID()
            return .call("crash of \(id)") { try await $0.settleCrashedIntents(in: id) }
        }
        return chance.oneIn(2)
            ? .call("withdraw \(outcome)") { try await $0.withdrawRefusal(outcome) }
            : .call("settle \(outcome)") { try await $0.settleUnconfirmed(outcome) }
    }

    private mutating func delivery() -> Step {
        let record = DeliveryRecord(
            campaign: campaignID(),
            number: pick(Sample.numbers),
            messageID: pick(["m1", "m2", "m3"]),
            state: pick(["delivered", "undelivered", "queued"]),
            isFinal: chance.oneIn(2),
            errorCode: maybe("30"),
            detail: maybe("told"),
            cost: pick([nil, nil, "0.03"]),
            currency: maybe("EUR"),
            checkedAt: date
        )
        return .call("delivery \(record)") { try await $0.recordDelivery(record) }
    }

    private mutating func optOut() -> Step {
        let optOut = OptOut(
            number: pick(Sample.numbers),
            provider: maybe("plivo"),
            source: .user,
            date: date
        )
        return .call("opt-out \(optOut)") { try await $0.addOptOut(optOut) }
    }

    // MARK: Lookups

    private mutating func lookup() -> Step {
        let number = pick(Sample.numbers)
        let request = LookupRequest(
            campaign: campaignID(),
            number: number,
            price: pick([nil, "0.005", "1"])
        )
        switch chance.pick(5) {
        case 0: return pace()
        case 1:
            let lookup = CachedLookup(
                provider: pick(Sample.providers),
                number: number,
                lineType: pick([.mobile, .fixedLine, .unknown]),
                carrier: maybe("Carrier"),
                rawType: maybe("raw"),
                lookedUpAt: date.addingTimeInterval(-Double(chance.pick(5000)))
            )
            return .call("lookup \(lookup)") { try await $0.recordLookup(lookup) }
        case 2: return .call("refund \(request)") { try await $0.withdrawLookupRequest(request) }
        default:
            let isDurable = chance.oneIn(2)
            return .call("payment \(request)") {
                try await $0.recordLookupRequest(request, isDurable: isDurable)
            }
        }
    }

    private mutating func pace() -> Step {
        let record = PaceRecord(
            isOpen: chance.oneIn(2),
            date: date,
            uptime: 1000 * chance.share(),
            busy: chance.share(),
            paused: Double(chance.pick(900))
        )
        let lane = pick(Sample.providers)
        return .call("pace \(record) of \(lane)") { try await $0.keepPace(record, of: lane) }
    }

    // MARK: Campaigns

    private mutating func campaign() -> Step {
        let (id, name, number) = (campaignID(), pick(Sample.names), pick(Sample.numbers))
        let details = Sample.details(name, variant: chance.pick(6))
        switch chance.pick(16) {
        case ..<5: return .call("begin \(details)") { try await $0.begin(details) }
        case ..<10: return .call("update \(id) \(details)") { try await $0.update(id, to: details) }
        case ..<14: return .call("begin a run of \(id)") { try await $0.beginRun(of: id) }
        case 14:
            return Step("forget \(number)") { session in
                try await session.subject.forget(number, in: session.ledger)
                return "forgotten"
            }
        default:
            let id = Sample.campaigns[1 + chance.pick(2)]
            return Step("forget \(id)") { session in
                try await session.subject.forget(id, in: session.ledger)
                return "forgotten"
            }
        }
    }

    private mutating func loss() -> Step {
        let (id, name) = (campaignID(), pick(Sample.names))
        switch chance.pick(4) {
        case 0: return .call("verify \(id)") { try await $0.verify(id) }
        case 1: return .call("settle lost rows \(name)") { try await $0.settleLostRows(of: name) }
        default:
            let account = maybe("one")
            var intents = (0...chance.pick(3)).map { _ in anyIntent() }
            for place in intents.indices {
                // A list is of one campaign, which there is, and one account.
                (intents[place].campaign, intents[place].account) = (Sample.campaigns[0], account)
            }
            let lost = intents
            return .call("lost \(lost)") { try await $0.recordLost(lost) }
        }
    }

    // MARK: What happens from outside

    private mutating func clock() -> Step {
        let seconds: Double = pick([3000, -3000, 86_000, -86_000, 3_599_000, 10])
        date.addTimeInterval(seconds)
        return Step("the clock jumps by \(seconds)") { session in
            session.clock.pass(seconds)
            return "passed"
        }
    }

    private mutating func files() -> Step {
        let (end, warns) = (pick(Session.End.allCases), chance.oneIn(4))
        let (number, id) = (pick(Sample.numbers), Sample.campaigns[chance.pick(2)])
        switch chance.pick(12) {
        case ..<5:
            return Step("\(end), and opens") {
                try await $0.reopen(after: end, warning: warns)
            }
        case ..<8:
            return Step("\(end), and a copy is kept") { session in
                try await session.reopen(after: .closes) { try session.subject.keepCopy() }
            }
        case ..<10:
            return Step("\(end), and the copy is put back") { session in
                try await session.reopen(after: end, warning: warns) {
                    try session.subject.putCopyBack()
                }
            }
        case 10:
            return Step("\(end), and the ledger is taken away") { session in
                try await session.reopen(after: end) { try session.subject.takeAway() }
            }
        default:
            return Step("\(number) is lost in \(id)") { session in
                try await session.reopen(after: .closes) {
                    try session.subject.damage(number, in: id)
                }
            }
        }
    }
}
