// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import SMSText

extension ReportRow {
    /// What a summary counts of this line; the same as if the report were read again, but for repairs, which have no column.
    package var facts: ReportFacts {
        var facts = ReportFacts(status: verdict.status, reason: verdict.reason?.word ?? "")
        facts.lineType = line?.type.rawValue ?? ""
        facts.encoding = size?.encoding.rawValue ?? ""
        facts.segments = size?.segments ?? 0
        facts.repairs = repair?.kinds ?? []
        facts.provider = delivery?.provider ?? ""
        facts.cost = delivery?.cost
        facts.currency = delivery?.cost == nil ? "" : delivery?.currency ?? ""
        return facts
    }
}
