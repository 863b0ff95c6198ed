// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers
package import SMSText

/// A recipient against whom nothing speaks so far: their message is next, or a lookup is.
package struct Candidate: Sendable, Hashable {
    /// The recipient.
    package let recipient: Recipient
    /// The number.
    package let number: PhoneNumber
    /// The number's region.
    package let region: Region?
    /// What is known of the line before any lookup of this run.
    package let line: LineKnowledge
    /// Whether only a lookup can tell if the number gets a message.
    package let needsLookup: Bool
    /// The rendered text.
    package let text: String
    /// The text's encoding and segments.
    package let size: SegmentCount
    /// Where the numbering plan is known to mislead about the number; `nil` nearly always.
    package let caution: String?
    /// What was repaired about the number; `nil` nearly always.
    package let repair: Repair?
    /// Where the recipient may be; `nil` where no rule asks.
    package let whereabouts: Whereabouts?
    /// What earlier runs did for the recipient.
    package let earlier: EarlierTries

    /// The report's line for this recipient under a verdict.
    ///
    /// - Parameters:
    ///   - verdict: what became of them.
    ///   - line: what a lookup told; `nil` where none was made or answered.
    /// - Returns: the line, with all that was known before.
    package func row(_ verdict: Verdict, line: LineKnowledge? = nil) -> ReportRow {
        var row = ReportRow(recipient, verdict.adding(caution).adding(repair?.sentence))
        row.repair = repair
        row.number = number
        row.region = region
        row.line = line ?? self.line
        row.lineDecision = line?.source ?? (needsLookup ? nil : self.line.source)
        row.size = TextSize(size)
        row.text = text
        return row
    }

    /// The report's line for a recipient whose turn does not come in this run.
    func untried(_ verdict: Verdict) -> ReportRow {
        earlier.row(after: row(verdict))
    }
}
