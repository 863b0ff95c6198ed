// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Ledger
import LedgerModel
import PhoneNumbers

/// What must hold of the report that lies there after a run.
struct ReportChecks {
    let world: World
    /// The report as it was before the run; `nil` where there was none.
    let before: [UInt8]?

    private var bytes: [UInt8]? {
        world.state.withLock { $0.files[$0.command.reportPath] }
    }

    /// After a kill, or a run that broke off: the old report lies there, or a whole new one.
    func checkWhole() {
        guard let bytes, bytes != before else { return }
        _ = wholeLines(in: bytes)
    }

    /// After a run that sent nothing: nobody has touched the report.
    func checkUntouched() {
        if bytes != before { world.complain("a report of a run that was refused") }
    }

    /// After a run that came to its end: the report is new, and says what the disk says.
    ///
    /// - Returns: its lines.
    func check() -> [ReportLine]? {
        guard let bytes else {
            world.complain("there is no report")
            return nil
        }
        guard let lines = wholeLines(in: bytes) else { return nil }
        for line in lines { check(line) }
        return lines
    }

    private func wholeLines(in bytes: [UInt8]) -> [ReportLine]? {
        let size = world.state.withLock { $0.listSize }
        guard let lines = ReportLine.all(in: bytes) else {
            world.complain("half a report")
            return nil
        }
        if lines.map(\.row) != Array(1...size) { world.complain("the report is not the list") }
        return lines
    }

    private func check(_ line: ReportLine) {
        world.state.withLock { $0.counts.note(line.reason) }
        guard let number = PhoneNumber(e164: line.number), line.reason != "duplicate" else {
            return
        }
        let (ids, isDoubtful, entry, diskFailed) = world.state.withLock { state in
            let key = state.key(number)
            return (
                state.accepted[key] ?? [], state.doubtful.contains(key), state.disk.message(key),
                state.run.diskFailed
            )
        }
        let isOpen = line.status == "sent" || line.status == "unconfirmed"
        if !ids.isEmpty, !isOpen { world.complain("accepted, but \(line.status): \(number)") }
        if line.status == "sent", !ids.contains(line.messageID) {
            world.complain("sent, but not accepted: \(number)")
        }
        if line.status == "unconfirmed", !isDoubtful {
            world.complain("unconfirmed for nothing: \(number)")
        }
        if !diskFailed { compare(line, with: entry) }
        checkTime(line, number)
    }

    /// Nobody waits or is left out without a reason, and nobody waits longer than until the quiet
    /// hours are over.
    private func checkTime(_ line: ReportLine, _ number: PhoneNumber) {
        let (now, rails) = (SimulatedTime(world: world).date, world.rails)
        if line.reason == "suppressed", !Lists.isSuppressed(number.e164) {
            world.complain("suppressed: \(number)")
        }
        guard let calendar = rails.calendar else { return }
        let zones = Lists.zones(of: number.e164, usesColumn: calendar.usesColumn)
        if line.reason == "expired", calendar.hasTimeLeft(from: now, in: zones) {
            world.complain("in time: \(number)")
        }
        guard line.reason == "quiet_hours" else { return }
        guard let opening = world.state.withLock({ $0.run.openings[line.row] }) else {
            return world.complain("waits for ever: \(number)")
        }
        let isOpening = !calendar.isQuiet(at: opening, in: zones)
        if !isOpening || !calendar.isQuiet(at: opening.addingTimeInterval(-1), in: zones) {
            world.complain("waits until \(opening): \(number)")
        }
    }

    /// The report says what the disk says.
    private func compare(_ line: ReportLine, with entry: LedgerState.Entry?) {
        let expected: [MessageState?] =
            switch line.status {
            case "sent": [.sent]
            case "failed": [.failed]
            case "unconfirmed": [.unconfirmed]
            case "pending": [nil, .notAccepted]
            // An opt-out that the provider told stands as a refusal.
            case "skipped":
                line.reason == "opted_out" ? [.failed, nil, .notAccepted] : [nil, .notAccepted]
            default: []
            }
        if !expected.contains(entry?.state) {
            let state = entry.map { "\($0.state)" } ?? "nothing"
            world.complain("row \(line.row) says \(line.status), the disk \(state)")
        }
    }
}
