// SPDX-License-Identifier: Apache-2.0

import Campaign
import Foundation
import Ledger
import LedgerModel
import PhoneNumbers

/// What a run must plan, and whether it must be refused: reckoned from the disk, the list and the
/// command, without the program.
struct Expectation: Sendable {
    /// Why the run must not begin, what comes first; `nil` where it must.
    let refusal: Refusal?
    /// How many numbers are to get a message; `nil` where that depends on the clock.
    let candidates: Int?
    /// How many numbers that were messaged would get another text.
    let otherTexts: Int

    init(_ world: WorldState, at date: Date) {
        var state = world
        do throws(LedgerFiles.Refusal) {
            state.disk = try world.disk.claimed(world.command.trust, at: date)
        } catch {
            (refusal, candidates, otherTexts) = (Refusal(error.kind), nil, 0)
            return
        }
        let size = state.listSize
        let changed = Lists.recipients(size).count { number, row in
            guard let entry = state.disk.message(state.key(number)), entry.state != .notAccepted,
                !Self.isCandidate(number, state, at: date)
            else { return false }
            let text = Lists.text(row, state.command.wish, by: state.rails)
            return entry.intent.textHash != "hash of \(text)"
        }
        otherTexts = changed
        refusal = Self.refusal(changed, state)
        candidates = Self.candidates(state, at: date)
    }

    // MARK: - Resuming

    private static func refusal(_ changed: Int, _ state: WorldState) -> Refusal? {
        let command = state.command
        if state.disk.ledger.campaigns.isEmpty, !command.allowsNewLedger,
            state.disk.ledger.lostRows(of: command.campaign) == nil, hasWitness(state)
        {
            return .lostLedger
        }
        guard let began = state.disk.wishes[command.campaign] else {
            let isKnown = state.disk.wishes.values.contains {
                $0.wording == command.wish.wording && $0.names == command.wish.names
            }
            return isKnown && !command.allowances.sameListAgain ? .sameList : nil
        }
        let allowances = command.allowances
        if began.wording != command.wish.wording, !allowances.newTemplate { return .otherTemplate }
        if changed > 0, !allowances.earlierTexts, !allowances.newTemplate { return .otherTexts }
        guard !allowances.newProvider else { return nil }
        if began.entry != command.wish.entry { return .otherEntry }
        let earlier = state.disk.ledger.campaign(named: command.campaign).flatMap {
            state.disk.ledger.latestAccount(in: $0.id, at: began.entry)
        }
        return earlier == nil || earlier == "account \(command.account)" ? nil : .otherAccount
    }

    /// Whether the report says that messages were sent, or may have been.
    private static func hasWitness(_ state: WorldState) -> Bool {
        let lines = state.files[state.command.reportPath].flatMap(ReportLine.all) ?? []
        return lines.contains { $0.status == "sent" || $0.status == "unconfirmed" }
    }

    // MARK: - Planning

    private static func candidates(_ state: WorldState, at date: Date) -> Int? {
        guard state.rails.calendar?.deadline == nil else { return nil }
        let numbers = Lists.recipients(state.listSize).filter {
            isCandidate($0.number, state, at: date)
        }
        return min(numbers.count, state.command.limit ?? .max)
    }

    private static func isCandidate(
        _ number: PhoneNumber,
        _ state: WorldState,
        at date: Date
    ) -> Bool {
        if let entry = state.disk.message(state.key(number)), entry.state != .notAccepted {
            guard entry.state == .failed, state.command.allowances.rejectedAgain,
                entry.outcome?.reason != "opted_out"
            else { return false }
        }
        let rails = state.rails
        if state.disk.ledger.isOptedOut(number) { return false }
        if state.disk.isThere, rails.isKnownToBeNear(number) { return false }
        if rails.isSuppressing, Lists.isSuppressed(number.e164) { return false }
        if let lookup = state.disk.ledger.lookups[state.command.wish.entry]?[number],
            lookup.lookedUpAt >= date.addingTimeInterval(-30 * 86_400), lookup.lineType != .unknown
        {
            return lookup.lineType != .fixedLine
        }
        return !number.e164.hasPrefix("+4420")
    }
}
