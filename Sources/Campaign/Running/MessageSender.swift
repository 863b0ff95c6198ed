// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
package import Lists
import Pacing
package import PhoneNumbers

/// Hands messages over, one recipient a request, and tries again only what was certainly not
/// accepted.
package final class MessageSender: Sendable {
    private let tools: RunTools
    private let attempt: SendAttempt
    private let onAcceptance: @Sendable (PhoneNumber, String) -> Void
    private let watch = Guarded(Watch())

    /// What is watched over all messages.
    private struct Watch {
        var breaker = FailureBreaker(.messages)
        /// The recipients of the refusals that the breaker counts, as far as no stop has cleared
        /// them.
        var suspects: [ReversibleRefusal] = []
        var corrections: [RowCorrection] = []
    }

    /// - Parameters:
    ///   - tools: the provider and the way to it.
    ///   - lane: the pacing of messages.
    ///   - journal: where intents and outcomes are written.
    ///   - order: what all messages have in common.
    ///   - onAcceptance: called with number and id of each accepted message, after the journal has
    ///     it.
    package init(
        tools: RunTools, lane: RequestLane, journal: any MessageJournal, order: SendOrder,
        onAcceptance: @escaping @Sendable (PhoneNumber, String) -> Void = { _, _ in }
    ) {
        self.tools = tools
        self.onAcceptance = onAcceptance
        attempt = SendAttempt(tools: tools, lane: lane, journal: journal, order: order)
    }

    /// Hands a candidate's message over and gives the row that the report shows.
    package func send(_ candidate: Candidate, line: LineKnowledge) async -> ReportRow {
        let id = candidate.earlier.id ?? tools.newID()
        var tries = 0
        var latest: SendRecord?
        while tools.stop.cause == nil,
            let trial = try? await attempt.hand(over: candidate, as: id, after: tries)
        {
            latest = trial.record
            tries += 1
            guard await hasAnother(after: trial, of: candidate, line, tries: tries) else {
                return trial.record.row(for: candidate, line: line)
            }
            try? await tools.time.sleep(until: tools.time.now + trial.pause)
        }
        return leftOver(candidate, line, after: latest)
    }

    /// Draws the conclusions from a try, and tells whether there is another.
    private func hasAnother(
        after trial: SendAttempt.Trial, of candidate: Candidate, _ line: LineKnowledge, tries: Int
    ) async -> Bool {
        let suspect = ReversibleRefusal(candidate: candidate, line: line, record: trial.record)
        switch trial.step {
        case .accepted:
            if let id = trial.record.handover.messageID { onAcceptance(candidate.number, id) }
            await note(.clear, suspect)
        case .ended(_, _, let ending): await note(ending, suspect)
        case .closedCountry: await note(.clear, suspect)
        case .stop, .held: break
        case .again(let reason, let detail, _):
            if tools.allowsAnother(after: tries, pause: trial.pause) { return true }
            if reason == .unreachable { tools.stop.raise(.unreachable(detail)) }
        }
        return false
    }

    private func note(_ ending: FailureBreaker.Ending, _ suspect: ReversibleRefusal) async {
        let (cause, released) = watch.withLock { watch in
            let cause = watch.breaker.note(ending)
            watch.suspects = (watch.suspects + [suspect]).suffix(watch.breaker.sameRefusals)
            guard case .sameRefusal = cause else { return (cause, [ReversibleRefusal]()) }
            defer { watch.suspects = [] }
            return (cause, watch.suspects)
        }
        guard let cause else { return }
        tools.stop.raise(cause)
        for suspect in released { await acquit(suspect, because: cause) }
    }

    /// Refusals that stop the run are not the recipients' fault: what was written down as failed is
    /// tried again by a further run.
    private func acquit(_ suspect: ReversibleRefusal, because cause: StopCause) async {
        let refused = suspect.record.row(for: suspect.candidate, line: suspect.line)
        // A message that may have arrived with an earlier try was not written down as failed.
        guard suspect.candidate.earlier.row(after: refused).verdict.status == .failed else {
            return
        }
        var record = suspect.record
        record.verdict = .pending(cause.reason, cause.sentence)
        await attempt.withdraw(record, of: suspect.candidate)
        var acquitted = suspect.candidate.earlier.row(
            after: record.row(for: suspect.candidate, line: suspect.line))
        acquitted.updatedAt = tools.time.date
        watch.withLock { $0.corrections.append(RowCorrection(of: refused, to: acquitted)) }
    }

    /// Rows that were finished and have changed since.
    package var corrections: [RowCorrection] { watch.withLock { $0.corrections } }

    /// The row of a message that the run's end left over, with what is known of earlier tries.
    private func leftOver(
        _ candidate: Candidate, _ line: LineKnowledge, after latest: SendRecord?
    ) -> ReportRow {
        var row = candidate.row(tools.stop.leftOver, line: line)
        row.delivery = latest?.handover
        return row
    }
}

/// A recipient whose message was refused without a reason that is known: not at fault where the
/// same refusal stops the run.
struct ReversibleRefusal {
    let candidate: Candidate
    let line: LineKnowledge
    let record: SendRecord
}

/// A row that was finished, and what the rest of the run made of it.
package struct RowCorrection: Sendable, Hashable {
    /// The row as it was finished.
    package let before: ReportRow
    /// The row with what is known now.
    package let after: ReportRow

    init(of before: ReportRow, to after: ReportRow) { (self.before, self.after) = (before, after) }
}

extension ReportRow {
    /// The cells that say what has become of the message; empty texts too, which take the place of
    /// what was there.
    var outcomeCells: ReportUpdate.Cells {
        let all = zip(ReportColumn.allCases, cells(columns: [], withMessage: false))
        return Dictionary(
            uniqueKeysWithValues: all.filter { Self.outcomes.contains($0.0) }.map {
                ($0.rawValue, $1)
            })
    }

    private static let outcomes: Set<ReportColumn> = [
        .status, .reason, .detail, .provider, .messageID, .errorCode, .attempts, .cost, .currency,
        .sentAt, .updatedAt,
    ]
}

extension ReportUpdate {
    /// Writes rows as they are that have changed since the report was written.
    ///
    /// - Throws: as ``apply(adding:_:)`` does.
    package func amend(_ corrections: [RowCorrection]) throws {
        guard !corrections.isEmpty else { return }
        let rows = corrections.map { ("\($0.after.recipient.row)", $0.after.outcomeCells) }
        let cells = Dictionary(rows) { _, last in last }
        _ = try apply { cells[$0[.row]] }
    }
}
