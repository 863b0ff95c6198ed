// SPDX-License-Identifier: Apache-2.0

import CSV
import Foundation
import Lists
import PhoneNumbers
import SMSText
import Testing

@Suite struct ReportFactsTests {
    private let recipient = Recipient(
        row: 1,
        line: 2,
        phone: "202 555 0101",
        cells: ["202 555 0101"]
    )

    private var sent: ReportRow {
        var row = ReportRow(recipient, Verdict(.sent))
        row.number = PhoneNumber(e164: "+12025550101")
        row.line = LineKnowledge(type: .mobile, source: .lookup, carrier: "T-Mobile")
        row.size = TextSize(SegmentCount(of: String(repeating: "ß", count: 200)))
        row.delivery = ProviderReceipt(
            provider: "sandbox",
            messageID: "id",
            attempts: 1,
            cost: Decimal(string: "0.0158"),
            currency: "USD"
        )
        return row
    }

    @Test func `a run and its report count the same`() throws {
        let rows = [
            sent, ReportRow(recipient, .skipped(.lineType(.fixedLine), "a landline")),
            ReportRow(recipient, .pending(.limit, "left out")),
            ReportRow(recipient, Verdict(.wouldSend, .lookupNeeded)),
        ]
        var writer = CSVWriter()
        writer.append(row: ReportColumn.header(input: ["mobile"], withMessage: false))
        for row in rows { writer.append(row: row.cells(columns: [0], withMessage: false)) }
        var report = try ReportReader(MemoryByteSource(writer.takeBytes()), name: "r.csv")
        for row in rows { #expect(try report.next() == row.facts) }
        #expect(try report.next() == nil)
    }

    @Test func `segments are those of messages that were accepted or would be sent`() {
        var tally = Tally()
        tally.add(sent.facts)
        var failed = sent
        failed.verdict = Verdict(.failed, .rejected)
        tally.add(failed.facts)
        #expect(tally.segments == 2)
        #expect(tally.encodings == ["GSM-7": 1])
        #expect(tally.costs == ["USD": Decimal(string: "0.0316")])
    }

    @Test func `numbers that nobody can have do not end the program`() {
        var tally = Tally()
        var facts = sent.facts
        facts.segments = Int.max
        tally.add(facts)
        tally.add(facts)
        #expect(tally.rows == 2)
    }
}
