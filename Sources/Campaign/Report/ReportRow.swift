// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

package import struct Foundation.Date
package import struct Foundation.Decimal

/// One line of the report: one recipient, and all that is known of them.
package struct ReportRow: Sendable, Hashable {
    /// The recipient: their row, their phone as written, their cells.
    package let recipient: Recipient
    /// The number in E.164 form, where there is one.
    package var number: PhoneNumber?
    /// What was repaired about the number as it is written.
    package var repair: Repair?
    /// The number's region.
    package var region: Region?
    /// What is known of the line.
    package var line: LineKnowledge?
    /// From where the line type came on which a message was decided, for the counts; `nil` where it did not come to that.
    package var lineDecision: LineKnowledge.Source?
    /// What became of the recipient.
    package var verdict: Verdict
    /// Encoding and segments, where the text was rendered.
    package var size: TextSize?
    /// The rendered text; shown only in a report with a `message` column.
    package var text: String?
    /// What the provider did with the message; `nil` where it was never handed over.
    package var delivery: Handover?
    /// When the row came to its status.
    package var updatedAt: Date?

    /// Makes the line of a recipient of whom nothing but the verdict is known.
    package init(_ recipient: Recipient, _ verdict: Verdict) {
        self.recipient = recipient
        self.verdict = verdict
    }
}
