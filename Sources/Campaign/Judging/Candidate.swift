// SPDX-License-Identifier: Apache-2.0

package import Ledger
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
    /// How often the message was handed over in earlier runs without being accepted.
    package let earlierAttempts: Int
    /// The id under which an earlier run handed over the very same message; `nil` where none did.
    package var earlierID: String?
    /// The settled message that the user wants to be replaced, on purpose.
    package var replacing = Intent.Replacement.nothing

    /// The report's line for this recipient under a verdict.
    ///
    /// - Parameters:
    ///   - verdict: what became of them.
    ///   - line: what a lookup told; `nil` where none was made or answered.
    /// - Returns: the line, with all that was known before.
    package func row(_ verdict: Verdict, line: LineKnowledge? = nil) -> ReportRow {
        var row = ReportRow(recipient, verdict.adding(caution))
        row.number = number
        row.region = region
        row.line = line ?? self.line
        row.lineDecision = line?.source ?? (needsLookup ? nil : self.line.source)
        row.size = TextSize(size)
        row.text = text
        return row
    }
}
