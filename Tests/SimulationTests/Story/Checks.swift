// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Ledger
import LedgerModel
import PhoneNumbers

/// What must hold at the moment when a message leaves.
struct DepartureChecks {
    let world: World

    /// So long after the answer that there is no credit the run may need to write it down.
    private static let reaction = Duration.seconds(5)
    /// Within so long after a message was accepted, somebody asks for it or for a later one: 20 s
    /// of age, a tick of 10 s, a question before that takes its whole time-out, and commits.
    private static let patience = Duration.seconds(85)

    func check(_ number: PhoneNumber, at now: Duration) {
        let state = world.state.withLock { $0 }
        // With a flaw this would be found at once; the harm that it does is what is to be found.
        if state.disk.message(state.key(number))?.state != .intent, state.flaw == nil {
            world.complain("no durable intent: \(number)")
        }
        // Pauses are kept as decimal seconds, which are rounded.
        if let pause = state.pauses[state.command.account], pause.since < now,
            now + .microseconds(1) < pause.until
        {
            world.complain("too early after a refusal for the rate: \(number)")
        }
        let date = world.rails.begin.addingTimeInterval(now / .seconds(1))
        if let words = world.rails.objection(to: number, at: date) {
            world.complain("\(words): \(number)")
        }
        if Lists.isLandline(number.e164), !state.disguised.contains(number) {
            world.complain("a message to a landline: \(number)")
        }
        checkLeave(number, state)
        if let told = state.run.toldBroke, told + Self.reaction < now {
            world.complain("a message without credit: \(number)")
        }
        if let accepted = state.run.unasked, accepted + Self.patience < now {
            world.complain("nobody asks what becomes of messages")
        }
    }

    /// Nothing leaves before the user agreed, and no more than the canary before it was looked at.
    private func checkLeave(_ number: PhoneNumber, _ state: WorldState) {
        if !state.run.hasLeave { world.complain("a message that nobody agreed to: \(number)") }
        let others = Set(state.run.departed).union([number])
        if others.count > state.run.plan ?? 0 {
            world.complain("more messages than planned: \(number)")
        }
        guard let count = state.command.canary, let plan = state.run.plan, plan > count,
            !state.run.goesOn
        else { return }
        guard let canary = state.run.canary else {
            if others.count > count { world.complain("more than the canary: \(number)") }
            return
        }
        guard state.command.isUnattended else {
            return world.complain("the others before the question: \(number)")
        }
        if let words = canary { world.complain("the others after a canary that \(words)") }
    }

    /// What in the first messages speaks against the others; `nil` where nothing does.
    static func objection(to canary: [PhoneNumber], _ state: WorldState) -> String? {
        let fates = canary.compactMap { state.run.fates[$0] }
        if fates.contains(where: { $0.isAmbiguous || $0 == .rejected || $0 == .unexplained }) {
            return "was refused"
        }
        let accepted = canary.filter { state.run.fates[$0] == .accepted }
        let told = accepted.map { number in
            state.accepted[state.key(number)]?.last.flatMap { state.deliveries[$0]?.told }
        }
        if told.contains("undelivered") || told.contains("failed") { return "was not delivered" }
        let delivered = told.count { $0 == "delivered" }
        if delivered == 0 { return "nobody got" }
        // Of a message that the provider does not know there is no more to be heard.
        let open = told.count { $0 != "delivered" && $0 != "gone" }
        return delivered < open ? "is mostly under way" : nil
    }
}

/// What must hold after every run, by the provider's own log.
struct Checks {
    let world: World

    /// Checks what a kill left on the disk: no more may be open than was in flight.
    func checkAfterKill() {
        let (open, most) = world.state.withLock { state in
            state.isDead = false
            let open = state.disk.openIntents(in: state.command.campaign)
            state.doubtful.formUnion(open.map(state.key))
            state.counts.crashed += open.count
            return (open, state.conditions.mostOnTheirWay)
        }
        if open.count > most {
            world.complain("\(open.count) open at a kill, where \(most) can be in flight")
        }
        checkProvider()
    }

    /// A run that ended by itself leaves nothing open, unless the disk failed.
    func checkAfterEnd() {
        let (open, diskFailed, most) = world.state.withLock { state in
            let open = state.disk.openIntents(in: state.command.campaign)
            state.doubtful.formUnion(open.map(state.key))
            return (open, state.run.diskFailed, state.conditions.mostOnTheirWay)
        }
        if open.count > (diskFailed ? most : 0) { world.complain("left open: \(open.count)") }
        checkProvider()
    }

    func checkProvider() {
        let state = world.state.withLock { $0 }
        for (key, ids) in state.accepted.sorted(by: { $0.value[0] < $1.value[0] })
        where ids.count > 1 {
            world.complain("accepted twice: \(key.number) in \(key.campaign)")
        }
        checkCaps(state)
        checkPace(state)
    }

    /// Over all runs, kills included, until the caps are raised; and nobody is messaged too soon.
    private func checkCaps(_ state: WorldState) {
        let rails = world.rails
        if state.accepted.keys.contains(where: { rails.isNear($0.number) }) {
            world.complain("a message too soon after another campaign's")
        }
        guard !state.isCalm, !state.hasLostSpending else { return }
        checkDays(state)
        for campaign in Command.names {
            let messages = state.accepted.filter { $0.key.campaign == campaign }.values
                .reduce(0) { $0 + $1.count }
            if let most = rails.messages, messages > most {
                world.complain("\(messages) messages over the cap of \(most)")
            }
            let lookups = state.chargedLookups[campaign, default: 0]
            let cost = messages * rails.segments * Rails.segment + lookups * Rails.lookup
            if let most = rails.cost, cost > most {
                world.complain("\(cost) spent over the cap of \(most)")
            }
        }
    }

    /// A message belongs to the day of its intent, and to the entry that it was handed to.
    private func checkDays(_ state: WorldState) {
        guard let most = world.rails.perDay else { return }
        var days: [String: Int] = [:]
        for (key, ids) in state.accepted {
            guard let entry = state.disk.message(key) else { continue }
            let day = world.rails.day(of: entry.intendedAt)
            days["\(day) \(entry.intent.provider)", default: 0] += ids.count
        }
        for count in days.values.sorted() where count > most {
            world.complain("\(count) messages over the day's cap of \(most)")
        }
    }

    /// In no window of W ≥ 1 s more than rate × W + burst, plus what 50 ms of lateness may catch
    /// up.
    ///
    /// All runs count, and the kills between them.
    private func checkPace(_ state: WorldState) {
        for (_, times) in state.departures.sorted(by: { $0.key < $1.key }) {
            checkPace(of: times, state)
        }
    }

    private func checkPace(of times: [Duration], _ state: WorldState) {
        let (rate, units) = (state.conditions.ratePerSecond, world.rails.segments)
        for (first, begin) in times.enumerated() {
            for (last, end) in times.enumerated().dropFirst(first) {
                let window = max(1, (end - begin) / .seconds(1))
                let most = rate * (window + 0.05) + Double(max(state.conditions.burst, units))
                if Double((last - first + 1) * units) > most + 1e-6 {
                    return world.complain("faster than the rate")
                }
            }
        }
    }
}
