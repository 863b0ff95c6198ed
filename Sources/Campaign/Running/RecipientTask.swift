// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
import HTTP
import Pacing
import Providers
import Lists
import PhoneNumbers

import struct Foundation.Date

/// The way of one candidate: look up where only a lookup can tell, decide, send.
package struct RecipientTask: Sendable {
    /// What happens to a candidate against whom nothing speaks in the end.
    package enum Destination: Sendable {
        /// The message is handed over.
        case send(MessageSender)
        /// The message is only shown (a dry run with lookups).
        case show
    }

    private let rules: Rules
    private let lookups: LookupClient
    private let destination: Destination
    private let onLookupFailure: SendOrSkip?
    private let stop: StopSwitch
    private let budget: Budget?

    /// Makes the way.
    ///
    /// - Parameters:
    ///   - rules: who gets a message.
    ///   - lookups: asks for line types.
    ///   - destination: what happens in the end.
    ///   - onLookupFailure: what becomes of a number whose lookup failed for good; `nil`: it is
    ///     left for another run, unless the provider refuses the number.
    ///   - stop: the switch that ends the run.
    ///   - budget: what is left under the caps; `nil` where there are none.
    package init(
        rules: Rules, lookups: LookupClient, destination: Destination,
        onLookupFailure: SendOrSkip?, stop: StopSwitch, budget: Budget? = nil
    ) {
        self.budget = budget
        self.rules = rules
        self.lookups = lookups
        self.destination = destination
        self.onLookupFailure = onLookupFailure
        self.stop = stop
    }

    /// Announces a candidate who is about to set out, in the order of the list.
    ///
    /// - Returns: whether the caps leave room, which ``take(_:_:)`` wants to know.
    func announce(_ candidate: Candidate) -> Budget.Admission {
        let admission = budget?.enter(candidate) ?? .granted
        // Who waits for others makes no lookup meanwhile, and must not keep failed ones from being
        // judged.
        if admission == .granted, candidate.needsLookup { lookups.announce() }
        return admission
    }

    /// Candidates may be announced from now on, until ``endAnnouncing()``.
    func beginAnnouncing() { lookups.beginAnnouncing() }

    /// Nobody is announced before the next ``beginAnnouncing()``.
    func endAnnouncing() { lookups.endAnnouncing() }

    /// The row of a candidate who must not be sent a message now, and for whom no lookup is worth
    /// paying; `nil` for others.
    ///
    /// In a preview everybody is looked up.
    func held(_ candidate: Candidate, at now: Date) -> ReportRow? {
        guard case .send = destination, let place = candidate.location?.place else { return nil }
        return rules.sendWindow?.objection(to: place, at: now).map(candidate.untried)
    }

    /// Takes a candidate who was announced to the end, and gives the row that the report shows.
    func take(_ candidate: Candidate, _ admission: Budget.Admission) async -> ReportRow {
        if let reached = await refusal(of: candidate, admission) {
            return candidate.untried(.pending(.capped, reached.sentence))
        }
        let row = await go(with: candidate)
        budget?.settle(
            candidate, isSpent: row.verdict.status == .sent || row.verdict.status == .unconfirmed)
        return candidate.earlier.row(after: row)
    }

    /// Returns when the caps leave room for a candidate, or certainly do not.
    private func refusal(
        of candidate: Candidate, _ admission: Budget.Admission
    ) async -> CapReached? {
        switch admission {
        case .granted: return nil
        case .refused(let reached): return reached
        case .waiting(let id):
            if let reached = await budget?.wait(for: id) { return reached }
            if candidate.needsLookup { lookups.announce() }
            return nil
        }
    }

    private func go(with candidate: Candidate) async -> ReportRow {
        guard candidate.needsLookup else { return await arrive(candidate, candidate.line) }
        switch await lookups.lookUp(candidate.number) {
        case .found(let line, let word):
            if let objection = rules.objection(to: line, planned: candidate.line.type) {
                return candidate.row(objection, line: line)
            }
            return await arrive(
                candidate, line,
                note: line.type == .unknown
                    ? word.map { "the lookup called the line type “\($0)”" } : nil)
        case .noSuchNumber(let words):
            var row = candidate.row(
                .skipped(.invalidNumber, "the lookup says that there is no such number: \(words)"))
            (row.line, row.lineDecision) = (nil, .lookup)
            return row
        case .refused(let word):
            return await goOn(candidate, withoutLookup: word.text, fallback: .skip)
        case .unexplained(let word): return await goOn(candidate, withoutLookup: word.text)
        case .failed(let detail): return await goOn(candidate, withoutLookup: detail)
        case .rateLimited(let detail):
            return candidate.row(
                .pending(.rateLimited, "the lookup was refused for coming too fast: \(detail)"))
        case .capped(let sentence): return candidate.row(.pending(.capped, sentence))
        case .leftOver: return candidate.row(stop.leftOver)
        }
    }

    /// Without a lookup, `fallback` decides where the configuration does not; `nil`: nobody does,
    /// until another run.
    private func goOn(
        _ candidate: Candidate, withoutLookup detail: String, fallback: SendOrSkip? = nil
    ) async -> ReportRow {
        var row =
            switch onLookupFailure ?? fallback {
            case .send: await send(candidate, withoutLookup: detail)
            case .skip: candidate.row(.skipped(.lookupFailed, "the lookup failed: \(detail)"))
            case nil: candidate.row(.lookupFailed(detail))
            }
        row.lineDecision = .lookup
        return row
    }

    private func send(_ candidate: Candidate, withoutLookup detail: String) async -> ReportRow {
        if let objection = rules.objection(afterFailedLookup: candidate.line.type) {
            return candidate.row(objection)
        }
        return await arrive(
            candidate, candidate.line, note: "sent although the lookup failed: \(detail)")
    }

    private func arrive(
        _ candidate: Candidate, _ line: LineKnowledge, note: String? = nil
    ) async -> ReportRow {
        var row =
            switch destination {
            case .send(let sender): await sender.send(candidate, line: line)
            case .show: candidate.row(Verdict(.wouldSend), line: line)
            }
        if let note, row.verdict.detail.isEmpty { row.verdict.detail = note }
        return row
    }
}

extension Verdict {
    /// What becomes of a number whose lookup failed, where the configuration does not say.
    fileprivate static func lookupFailed(_ detail: String) -> Verdict {
        .pending(
            .lookupFailed,
            "the lookup failed: \(detail); run again later, or set “lookup.onFailure” in the "
                + "configuration to “skip” or “send”")
    }
}
