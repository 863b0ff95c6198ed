// SPDX-License-Identifier: Apache-2.0

import Foundation
import Lists
import PhoneNumbers
import SMSText
import Testing

@Suite struct ReportRowTests {
    private static let date = Date(timeIntervalSince1970: 1_700_000_000)

    private static func recipient(_ phone: String, row: Int = 1) -> Recipient {
        Recipient(row: row, line: row + 1, phone: phone, cells: ["Ann", phone, ""])
    }

    private func cells(
        _ row: ReportRow,
        columns: [Int] = [],
        withMessage: Bool = false
    ) -> [String: String] {
        let cells = row.cells(columns: columns, withMessage: withMessage)
        return Dictionary(uniqueKeysWithValues: zip(ReportColumn.names, cells))
    }

    private func full() -> ReportRow {
        var row = ReportRow(
            Self.recipient("(202) 555-0123", row: 7),
            Verdict(.sent, nil, "fine")
        )
        row.number = PhoneNumber(e164: "+12025550123")
        row.region = Region(rawValue: "US")
        row.line = LineKnowledge(type: .mobile, source: .lookup, carrier: "Big, Inc.")
        row.size = TextSize(SegmentCount(of: "привет"))
        row.text = "привет"
        row.delivery = ProviderReceipt(
            provider: "plivo",
            messageID: "id",
            errorCode: "42",
            attempts: 2,
            cost: Decimal(string: "0.0158"),
            currency: "USD",
            sentAt: Self.date
        )
        row.updatedAt = Self.date.addingTimeInterval(0.5)
        return row
    }

    @Test func `a full row fills every cell but the reason`() {
        let expected = [
            "row": "7", "phone": "(202) 555-0123", "number": "+12025550123", "region": "US",
            "line_type": "mobile",
            "line_type_source": "lookup", "carrier": "Big, Inc.", "status": "sent", "reason": "",
            "detail": "fine",
            "encoding": "UCS-2", "segments": "1", "provider": "plivo", "message_id": "id",
            "error_code": "42",
            "attempts": "2", "cost": "0.0158", "currency": "USD",
            "sent_at": "2023-11-14T22:13:20.000Z",
            "updated_at": "2023-11-14T22:13:20.500Z",
        ]
        #expect(cells(full()) == expected)
    }

    @Test func `what is not known is empty`() {
        let row = ReportRow(Self.recipient("x"), .skipped(.badRow, "why"))
        let filled = cells(row).filter { !$0.value.isEmpty }
        #expect(
            filled == [
                "row": "1", "phone": "x", "status": "skipped", "reason": "bad_row", "detail": "why",
            ]
        )
    }

    @Test func `a currency without a cost says nothing`() {
        var row = full()
        row.delivery?.cost = nil
        #expect(cells(row)["currency"] == "" && row.facts.currency == "")
    }

    @Test func `the input's cells follow, then the text`() {
        let cells = full().cells(columns: [2, 0, 9], withMessage: true)
        #expect(Array(cells.dropFirst(20)) == ["", "Ann", "", "привет"])
    }

    @Test func `a summary counts the same as from the file`() {
        let facts = full().facts
        #expect(
            facts.status == .sent && facts.reason.isEmpty && facts.lineType == "mobile"
                && facts.encoding == "UCS-2"
        )
        #expect(
            facts.segments == 1 && facts.provider == "plivo"
                && facts.cost == Decimal(string: "0.0158")
        )
    }
}
