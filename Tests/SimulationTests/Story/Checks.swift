// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import Foundation
import PhoneNumbers

/// What must hold after every run, by the provider's own log.
struct Checks {
    let world: World

    /// Checks what a kill left on the disk: no more may be open than was in flight.
    func checkAfterKill() {
        let (open, most) = world.state.withLock { state in
            state.isDead = false
            let open = state.disk.openIntents
            state.doubtful.formUnion(open)
            state.counts.crashed += open.count
            return (open, state.conditions.maxConcurrent)
        }
        if open.count > most {
            world.complain("\(open.count) open at a kill, where \(most) can be in flight")
        }
        checkAcceptances()
        checkCaps()
        checkPace()
    }

    /// Checks the report and the disk after a run that ended by itself.
    func check(_ rows: [ReportRow]) {
        checkOpenIntents()
        checkOrder(rows)
        checkAcceptances()
        checkCaps()
        checkPace()
        for row in rows { check(row) }
    }

    /// A run that ended by itself leaves nothing open, unless the disk failed.
    private func checkOpenIntents() {
        let (open, diskFailed, most) = world.state.withLock { state in
            let open = state.disk.openIntents
            state.doubtful.formUnion(open)
            return (open, state.diskFailed, state.conditions.maxConcurrent)
        }
        if open.count > (diskFailed ? most : 0) { world.complain("left open: \(open.count)") }
    }

    private func checkOrder(_ rows: [ReportRow]) {
        let size = world.state.withLock { $0.listSize }
        if rows.map(\.recipient.row) != Array(1...size) {
            world.complain("the report is not the list")
        }
    }

    private func checkAcceptances() {
        let accepted = world.state.withLock { $0.accepted }
        for (number, ids) in accepted.sorted(by: { $0.key.e164 < $1.key.e164 }) where ids.count > 1
        {
            world.complain("accepted twice: \(number)")
        }
    }

    /// Over all runs, kills included, until the caps are raised; and nobody is messaged too soon.
    private func checkCaps() {
        let (accepted, lookups, rails, isCalm) = world.state.withLock {
            ($0.accepted, $0.chargedLookups, world.rails, $0.isCalm)
        }
        if accepted.keys.contains(where: rails.isNear) {
            world.complain("a message too soon after another campaign's")
        }
        guard !isCalm else { return }
        let messages = accepted.values.reduce(0) { $0 + $1.count }
        if let most = rails.messages, messages > most {
            world.complain("\(messages) messages over the cap of \(most)")
        }
        let cost = messages * rails.segments * Rails.segment + lookups * Rails.lookup
        checkDays(accepted)
        if let most = rails.cost, cost > most {
            world.complain("\(cost) spent over the cap of \(most)")
        }
    }

    /// A message belongs to the day of its intent.
    private func checkDays(_ accepted: [PhoneNumber: [String]]) {
        guard let most = world.rails.perDay else { return }
        let messages = world.state.withLock { $0.disk.messages }
        var days: [Int: Int] = [:]
        for (number, ids) in accepted {
            guard let date = messages[number]?.date else { continue }
            days[world.rails.day(of: date), default: 0] += ids.count
        }
        for count in days.values.sorted() where count > most {
            world.complain("\(count) messages over the day's cap of \(most)")
        }
    }

    /// In no window of W ≥ 1 s more than rate × W + burst, plus what 50 ms of lateness may catch
    /// up.
    private func checkPace() {
        let (times, rate, burst, units) = world.state.withLock {
            ($0.departures, $0.conditions.ratePerSecond, $0.conditions.burst, $0.rails.segments)
        }
        for (first, begin) in times.enumerated() {
            for (last, end) in times.enumerated().dropFirst(first) {
                let window = max(1, (end - begin) / .seconds(1))
                let most = rate * (window + 0.05) + Double(max(burst, units))
                if Double((last - first + 1) * units) > most + 1e-6 {
                    return world.complain("faster than the rate")
                }
            }
        }
    }

    private func check(_ row: ReportRow) {
        guard let number = row.number, row.verdict.reason != .duplicate else { return }
        let (ids, isDoubtful, entry, diskFailed) = world.state.withLock { state in
            (
                state.accepted[number] ?? [], state.doubtful.contains(number),
                state.disk.messages[number],
                state.diskFailed
            )
        }
        let status = row.verdict.status
        let isOpen = status == .sent || status == .unconfirmed
        if !ids.isEmpty, !isOpen { world.complain("accepted, but \(status): \(number)") }
        if status == .sent, row.delivery?.messageID.map(ids.contains) != true {
            world.complain("sent, but not accepted: \(number)")
        }
        if status == .unconfirmed, !isDoubtful {
            world.complain("unconfirmed for nothing: \(number)")
        }
        if !diskFailed { compare(row, with: entry) }
        checkTime(row, number)
    }

    /// Nobody waits or is left out without a reason, and nobody waits longer than until the quiet
    /// hours are over.
    private func checkTime(_ row: ReportRow, _ number: PhoneNumber) {
        let (now, rails) = (SimulatedTime(world: world).date, world.rails)
        world.state.withLock { $0.counts.note(row.verdict.reason) }
        if row.verdict.reason == .suppressed, !Lists.isSuppressed(number.e164) {
            world.complain("suppressed: \(number)")
        }
        guard let calendar = rails.calendar else { return }
        let zones = Lists.zones(of: number.e164, usesColumn: calendar.usesColumn)
        if row.verdict.reason == .expired, calendar.hasTimeLeft(from: now, in: zones) {
            world.complain("in time: \(number)")
        }
        guard row.verdict.reason == .quietHours else { return }
        guard let opening = row.verdict.notBefore else {
            return world.complain("waits for ever: \(number)")
        }
        let isOpening = !calendar.isQuiet(at: opening, in: zones)
        if !isOpening || !calendar.isQuiet(at: opening.addingTimeInterval(-1), in: zones) {
            world.complain("waits until \(opening): \(number)")
        }
    }

    /// The report says what the disk says.
    private func compare(_ row: ReportRow, with entry: Disk.Entry?) {
        let expected: [MessageState?] =
            switch row.verdict.status {
            case .sent: [.sent]
            case .failed: [.failed]
            case .unconfirmed: [.unconfirmed]
            case .pending: [nil, .notAccepted]
            // An opt-out that the provider told stands as a refusal.
            case .skipped:
                row.verdict.reason == .optedOut
                    ? [.failed, nil, .notAccepted] : [nil, .notAccepted]
            case .wouldSend: []
            }
        if !expected.contains(entry?.state) {
            world.complain(
                "row \(row.recipient.row) says \(row.verdict.status), the disk \(entry.map { "\($0.state)" } ?? "nothing")"
            )
        }
    }
}
