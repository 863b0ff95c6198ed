// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import PhoneNumbers
import TestSupport

/// A ledger on the modelled disk, with a group commit that takes its time and can fail.
struct ModelledLedger: MessageJournal, CampaignMemory {
    let world: World

    func recordIntent(_ intent: Intent) async throws(LedgerError) -> IntentReceipt {
        world.note("intent \(intent.number)")
        guard
            case .receipt(let receipt) = try await write(
                .intent(intent, SimulatedTime(world: world).date)
            )
        else {
            throw failure()
        }
        world.note("intent \(intent.number) \(receipt)")
        return receipt
    }

    func recordOutcome(_ outcome: Outcome) async throws(LedgerError) {
        world.note("outcome \(outcome.number) \(outcome.ending.rawValue)")
        if world.state.withLock({ $0.flaw == .forgottenOutcomes && $0.chance.oneIn(4) }) { return }
        guard case .noIntent = try await write(.outcome(outcome)) else { return }
        world.complain("an outcome without an intent: \(outcome.number)")
    }

    func withdrawRefusal(_ outcome: Outcome) async throws(LedgerError) {
        world.note("withdrawal \(outcome.number) \(outcome.ending.rawValue)")
        let isRecorded = world.state.withLock { !$0.diskFailed }
        guard case .noIntent = try await write(.withdrawal(outcome)), isRecorded else { return }
        world.complain("a withdrawal without a refusal: \(outcome.number)")
    }

    func addOptOut(_ optOut: OptOut) async throws(LedgerError) {
        _ = try await write(.optOut(optOut.number))
    }

    func recordLookup(_ lookup: CachedLookup) async throws(LedgerError) {
        _ = try await write(.lookup(lookup))
    }

    func recordLookupRequest(_ request: LookupRequest, isDurable: Bool) async throws(LedgerError) {
        if world.state.withLock({ $0.flaw }) == .forgottenPayments { return }
        _ = try await write(.payment(request))
    }

    func withdrawLookupRequest(_ request: LookupRequest) async throws(LedgerError) {
        _ = try await write(.refund(request))
    }

    func recall(_ numbers: [PhoneNumber]) async throws(LedgerError) -> [PhoneNumber: Memory] {
        world.machine.checkPresence()
        return world.state.withLock { state in
            var found: [PhoneNumber: Memory] = [:]
            for number in numbers {
                found[number] = Memory(
                    message: state.disk.messages[number].map { MessageRecord($0) },
                    lookup: state.disk.lookups[number],
                    isOptedOut: state.disk.optOuts.contains(number),
                    near: state.rails.isKnownToBeNear(number) ? Rails.near : nil
                )
            }
            return found
        }
    }

    private func write(_ write: Disk.Write) async throws(LedgerError) -> Disk.Answer {
        world.machine.checkPresence()
        guard !world.isDead else { throw failure() }
        let now = world.machine.now
        let (ticket, ends) = world.state.withLock { state in
            let lasting = state.chance.milliseconds(upTo: state.conditions.commitMilliseconds)
            let fails = !state.isCalm && state.chance.oneIn(state.conditions.diskFaultOneIn)
            return state.commits.add(
                write,
                at: now,
                lasting: lasting + .microseconds(1),
                fails: fails
            )
        }
        if case .intent = write, world.state.withLock({ $0.flaw }) == .earlyReceipts {
            return .receipt(.recorded(attempt: 1))
        }
        await world.machine.pause(until: ends)
        guard !world.isDead else { throw failure() }
        let answer = world.state.withLock { state in
            state.settleCommits(by: ends)
            return state.commits.answer(for: ticket)
        }
        if case .failed = answer { throw failure() }
        return answer
    }

    private func failure() -> LedgerError { LedgerError(path: "ledger.sqlite", kind: .diskFull) }
}

extension MessageRecord {
    fileprivate init(_ entry: Disk.Entry) {
        self.init(
            entry.intent,
            state: entry.state,
            attempts: entry.attempts,
            outcome: entry.outcome,
            at: SimulatedTime.epoch
        )
    }
}
