// SPDX-License-Identifier: Apache-2.0

package import Configuration
package import Lists
import PhoneNumbers

package import struct Foundation.Date
package import struct Foundation.Decimal

/// How a run ended, for those who see only one word of it.
package enum RunEnding: Sendable, Hashable {
    /// Everything is settled as it was meant to be.
    case settled
    /// Everything was tried; some messages failed or are unconfirmed.
    case someFailed
    /// Not everything was tried; running it again resumes.
    case incomplete
    /// The system or the user asked for the end with the signal of this number.
    case signal(Int32)
}

/// What a run came to.
package struct RunResult: Sendable, Hashable {
    /// All rows of the list as the report shows them, those that earlier runs settled among them.
    package var tally = Tally()
    /// How the line types were found out.
    package var lookups = LookupCounts()
    /// How many of the rows that this run worked on were refused or are unconfirmed.
    package var refused = 0
    /// Rows that were written to the report and have changed since; the tally counts them as they
    /// are.
    package var corrections: [RowCorrection] = []
    /// The recipients who wait for the end of their quiet hours.
    package var waiting = Waiting()
    /// Why the run ended before its time; `nil` where it went to its end.
    package var stopCause: StopCause?
    /// The cap that left recipients out; `nil` where none did.
    package var capReached: CapReached?
    /// How long it took.
    package var duration = Duration.zero

    /// Makes the result of a run that has not begun.
    package init() {}

    /// What the messages of a preview would cost; `nil` where a price is missing.
    ///
    /// Zero in a real run.
    package var previewCost: Decimal? = 0

    /// What the lookups of this run and the messages of the campaign cost by the configured prices;
    /// `nil` where one is missing.
    package func cost(_ prices: PriceSettings) -> Decimal? {
        guard prices.perSegment != nil || !tally.costs.isEmpty else { return nil }
        guard let previewCost else { return nil }
        let messages = tally.costs[prices.currency, default: 0] + previewCost
        guard lookups.requested > 0 else { return messages }
        return prices.perLookup.map { messages + $0 * Decimal(lookups.requested) }
    }

    /// How the run ended.
    ///
    /// A stop that came with the last row left nothing untried. A ledger that cannot be written is
    /// never a success, though.
    package var ending: RunEnding {
        switch stopCause {
        case .signal(let number): return .signal(number)
        case .ledger: return .incomplete
        default: break
        }
        if untried > 0 { return .incomplete }
        return tally[.failed] + tally[.unconfirmed] > 0 ? .someFailed : .settled
    }

    /// Adds what an earlier part of the same run did; its rows are among those of this one.
    package mutating func follow(_ earlier: RunResult) {
        lookups.requested += earlier.lookups.requested
        duration += earlier.duration
    }

    /// Counts rows as they are that were counted before they changed.
    mutating func amend(_ corrections: [RowCorrection]) {
        for correction in corrections {
            tally.replace(correction.before.facts, by: correction.after.facts)
        }
        self.corrections = corrections
    }

    /// Counts a recipient who waits for the end of their quiet hours.
    mutating func count(waitOf row: ReportRow) {
        if row.verdict.reason == .quietHours { waiting.add(row.verdict.notBefore) }
    }

    /// Adds what a message that is only shown would cost.
    mutating func count(previewOf row: ReportRow, _ prices: PriceSettings) {
        guard row.verdict.status == .wouldSend, let size = row.size else { return }
        let cost = prices.cost(of: size.segments, to: row.region?.rawValue)
        previewCost = previewCost.flatMap { sum in cost.map { sum + $0 } }
    }
}

extension RunResult {
    /// When the first of those can be sent a message who wait for the end of their quiet hours;
    /// `nil` where nobody waits, where no window opens within the days that are looked ahead, where
    /// the run has stopped for another cause, or where a cap on the whole campaign is reached: no
    /// later window brings room under it.
    package var nextOpening: Date? {
        guard stopCause == nil, capReached?.cap.isDaily != false else { return nil }
        return waiting.first
    }

    /// How many rows had their turn and are still to be tried: a limit has left out others.
    package var untried: Int {
        tally[.pending] - (tally.reasons[.pending]?[Reason.limit.word] ?? 0)
    }
}
