// SPDX-License-Identifier: Apache-2.0

import Lists
import Testing

@Suite struct ReportColumnTests {
    @Test func `the columns stand in the contract's order`() {
        let contract =
            "row phone number region line_type line_type_source carrier status reason detail "
            + "encoding segments provider message_id error_code attempts cost currency sent_at updated_at"
        #expect(ReportColumn.names.joined(separator: " ") == contract)
    }

    @Test(arguments: [
        (["Name", "Phone"], false, ["Name", "Phone"]),
        (["phone", "status"], false, ["input_phone", "input_status"]),
        (["message"], false, ["message"]), (["message"], true, ["input_message", "message"]),
        (["a", "a"], false, ["a", "a"]), (["input_phone", "x"], false, ["input_phone", "x"]),
        (["phone", "input_phone"], false, ["input_input_phone", "input_phone"]),
        (["status", "status"], false, ["input_status", "input_input_status"]),
    ])
    func `a name that collides gets a prefix`(
        input: [String],
        withMessage: Bool,
        expected: [String]
    ) {
        let header = ReportColumn.header(input: input, withMessage: withMessage)
        #expect(Array(header.prefix(20)) == ReportColumn.names)
        #expect(Array(header.dropFirst(20)) == expected)
        #expect(ReportColumn.isReport(header: header))
    }

    @Test func `the chosen phone column stands before the delivery's`() {
        let header = ReportColumn.header(
            input: ["phone_column", "x"],
            withMessage: false,
            withPhoneColumn: true
        )
        #expect(header.suffix(3) == ["phone_column", "input_phone_column", "x"])
        let other = ReportColumn.header(input: ["phone_column"], withMessage: false)
        #expect(other.last == "input_phone_column")
        let late = ReportColumn.header(input: ["x", "phone_column"], withMessage: false)
        #expect(late.suffix(2) == ["x", "phone_column"])
        let names = ReportColumn.names + ["phone_column"] + DeliveryColumn.names + ["x"]
        #expect(DeliveryColumn.areThere(in: names))
    }

    @Test func `a header that lacks a column or changes one is no report's`() {
        #expect(!ReportColumn.isReport(header: Array(ReportColumn.names.dropLast())))
        #expect(!ReportColumn.isReport(header: ReportColumn.names.map { $0.uppercased() }))
        #expect(!ReportColumn.isReport(header: []))
    }

    @Test func `columns of the input are never taken for those of the delivery`() throws {
        let header = ReportColumn.header(
            input: ["delivery", "delivery_detail", "x"],
            withMessage: false
        )
        #expect(header.suffix(3) == ["input_delivery", "input_delivery_detail", "x"])
        #expect(
            ReportColumn.header(input: ["delivery", "x"], withMessage: false).suffix(2) == [
                "delivery", "x",
            ]
        )
    }
}
