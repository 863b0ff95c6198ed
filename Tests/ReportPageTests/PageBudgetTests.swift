// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Configuration
import Lists
@testable import ReportPage
import TerminalKit
import Foundation
import Testing

@Suite struct PageBudgetTests {
    private func rows(_ count: Int, note: String) throws -> [PageRow] {
        let header = ReportColumn.names.joined(separator: ",") + ",note"
        let lines = (1...count).map { "\($0),,,,,,,sent,,,,,,,,,,,,,\(note)" }
        let text = ([header] + lines).joined(separator: "\n")
        var reader = try ReportReader(MemoryByteSource(text), name: "r.csv")
        let layout = PageLayout(header: reader.header, places: reader.places)
        var rows: [PageRow] = []
        while let facts = try reader.next() { rows.append(PageRow(facts, reader, layout: layout)) }
        return rows
    }

    @Test func `details are left out first, then rows, and the page says how many`() throws {
        let rows = try rows(10, note: String(repeating: "x", count: 100))
        let size = rows[0].cells.reduce(rows[0].cells.count * 3) { $0 + $1.utf8.count }
        var budget = PageBudget(rows: size * 6 + 6, details: 400)
        let shares = rows.map { budget.spend(on: $0) }
        #expect(
            shares == [
                .all, .all, .all, .cells, .cells, .cells, .nothing, .nothing, .nothing, .nothing,
            ]
        )
        #expect(
            budget.note(.sample)?.contains(
                "4 rows and the details of 3 rows at the end of the report"
            )
                == true
        )
    }

    @Test func `a page that has room for all says nothing`() throws {
        var budget = PageBudget.standard
        #expect(
            try rows(3, note: "x").allSatisfy { budget.spend(on: $0) == .all }
                && budget.note(.sample) == nil
        )
    }

    @Test func `a cell is cut, and a control character cannot shift the details`() throws {
        let long = try #require(try rows(1, note: String(repeating: "x", count: 5000)).first)
        #expect(long.details.contains("x…\u{0C}") && long.details.utf8.count < 1100)
        let shifty = try #require(try rows(1, note: "a\u{0C}b").first)
        #expect(shifty.details.hasPrefix("a␌b\u{0C}"))
    }

    @Test(
        arguments: [
            ("phone,First_Name,note", "First_Name"), ("note,surname,NAME", "NAME"), ("a,b,c", nil),
        ] as [(String, String?)]
    )
    func `the table shows the column that tells who it is`(input: String, name: String?) throws {
        let header = ReportColumn.header(
            input: input.components(separatedBy: ","),
            withMessage: false
        )
        let reader = try ReportReader(
            MemoryByteSource(header.joined(separator: ",")),
            name: "r.csv"
        )
        let layout = PageLayout(header: reader.header, places: reader.places)
        #expect(layout.name.map { header[$0] } == name)
        #expect(
            layout.columns.contains(.name) == (name != nil) && !layout.columns.contains(.delivery)
        )
        let titles = layout.details.map(\.title)
        #expect(
            !titles.contains { $0 == name } && titles.contains("updated_at")
                && titles.contains("input_phone") == input.hasPrefix("phone")
        )
    }
}
