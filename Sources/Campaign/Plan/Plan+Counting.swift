// SPDX-License-Identifier: Apache-2.0

import Ledger
import PhoneNumbers
import SMSText

extension Plan {
    /// Counts a judgement and gives the row that shows it.
    mutating func add(
        _ judgement: Judgement,
        _ prices: PriceSettings,
        _ wording: inout WordingCheck,
        quiet: Verdict?
    ) -> ReportRow {
        switch judgement {
        case .dropped(let row):
            lookups.count(row.lineDecision)
            return row
        case .settled(let row, let textChanged):
            settled += 1
            guard textChanged else { return row }
            changedTexts += 1
            firstChangedText = firstChangedText ?? row.recipient.place
            return row
        case .candidate(let candidate):
            count(candidate, prices)
            self.wording.count(wording.faults(of: candidate.text), at: candidate.recipient.place)
            if let quiet { quietNow.add(quiet.notBefore) }
            return candidate.row(Verdict(.wouldSend, candidate.needsLookup ? .lookupNeeded : nil, quiet?.detail ?? ""))
        }
    }

    private mutating func count(_ candidate: Candidate, _ prices: PriceSettings) {
        candidates += 1
        switch candidate.earlier.replaced?.replacement {
        case .failed: rejectedAgain += 1
        case .unconfirmed: unconfirmedAgain += 1
        case .nothing, nil: break
        }
        if let sentence = candidate.caution {
            cautions += 1
            caution = caution ?? sentence
        }
        if let word = candidate.whereabouts?.misread {
            misreadZones += 1
            firstMisreadZone = firstMisreadZone ?? "“\(word)” in \(candidate.recipient.place)"
        }
        let line = candidate.line
        destinations.count(candidate.needsLookup ? .lookedUp : .line(line.type), in: candidate.region)
        countText(of: candidate)
        countCost(of: candidate, prices)
        lookups.count(candidate.needsLookup ? .lookup : line.source)
    }

    private mutating func countText(of candidate: Candidate) {
        segments += candidate.size.segments
        specimens.count(candidate)
        guard candidate.size.encoding == .ucs2 else { return }
        oddCharacters.count(SegmentCount.charactersOutsideGSM7(in: candidate.text))
    }

    private mutating func countCost(of candidate: Candidate, _ prices: PriceSettings) {
        let region = candidate.region?.rawValue
        if let saving = SmartEncoding.saving(in: candidate.text, of: candidate.size) {
            savings.count(saving, cost: prices.cost(of: saving.segments, to: region))
        }
        let cost = prices.cost(of: candidate.size.segments, to: region)
        messageCost = messageCost.flatMap { sum in cost.map { sum + $0 } }
        if cost == nil { unpriced[region ?? "", default: 0] += 1 }
        if let cost, candidate.needsLookup { lookedUpCost += cost }
    }
}
