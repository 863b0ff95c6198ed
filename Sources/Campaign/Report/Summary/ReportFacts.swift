// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Decimal

/// What a summary counts of one line of a report, whether it was just written or is read again.
package struct ReportFacts: Sendable, Hashable {
    /// What became of the recipient.
    package var status: Status
    /// The report's word for why; empty where there is none.
    package var reason: String
    /// The report's word for the line type; empty where none is known.
    package var lineType = ""
    /// What was repaired about the number; empty in a report that is read again.
    package var repairs: [RepairKind] = []
    /// The report's word for the encoding; empty where no text was rendered.
    package var encoding = ""
    /// The text's segments; 0 where none was rendered.
    package var segments = 0
    /// The provider entry that was handed the message; empty where none was.
    package var provider = ""
    /// The report's word for what has become of the message; empty where nobody asked.
    package var delivery = ""
    /// What the message costs as far as it is known.
    package var cost: Decimal?
    /// The currency of `cost`.
    package var currency = ""

    /// Makes the facts of a line that only its status and reason are known of.
    package init(status: Status, reason: String = "") {
        self.status = status
        self.reason = reason
    }
}
