// SPDX-License-Identifier: Apache-2.0

import CSV
import Basics
import Campaign
import Configuration
import Ledger
import Lists
import Foundation
import TestSupport
import Testing

@Suite struct DeliveryUpdateTests {
    private let folder: ScratchFolder
    private let ledger: Ledger
    private let campaign: CampaignID

    init() async throws {
        folder = try ScratchFolder()
        ledger = try Ledger(at: folder.file("ledger.sqlite"), now: { Sample.date })
        campaign = try await ledger.begin(
            CampaignDetails(
                name: "c",
                provider: "plivo",
                sender: "+12025550100",
                templateHash: "t",
                listHash: "l"
            )
        )
    }

    /// A report of sent rows, the last one a duplicate of the first.
    private func write(rows count: Int, input: [String] = ["name"]) throws {
        var writer = CSVWriter()
        writer.append(row: ReportColumn.header(input: input, withMessage: false))
        for row in 1...count {
            let isLast = row == count
            var cells = Array(repeating: "", count: ReportColumn.names.count + input.count)
            (cells[0], cells[2]) = ("\(row)", "+1202555\(1000 + (isLast ? 1 : row))")
            (cells[7], cells[12], cells[16], cells[17]) = (
                isLast ? "skipped" : "sent", "plivo", "0.0079", "USD"
            )
            cells[cells.count - 1] = "x"
            writer.append(row: cells)
        }
        try folder.write(String(decoding: writer.takeBytes(), as: UTF8.self), to: "report.csv")
    }

    private func know(
        _ row: Int,
        _ state: String,
        _ code: String? = nil,
        _ detail: String? = nil,
        cost: String? = nil
    )
        async throws
    {
        let number = try Sample.number("+1202555\(1000 + row)")
        let intent = Intent(
            campaign: campaign,
            number: number,
            row: row,
            provider: "plivo",
            segments: 1,
            encoding: "GSM-7",
            textHash: "h"
        )
        _ = try await ledger.recordIntent(intent)
        try await ledger.recordOutcome(
            Outcome(campaign: campaign, number: number, ending: .sent, messageID: "m")
        )
        try await ledger.recordDelivery(
            DeliveryRecord(
                campaign: campaign,
                number: number,
                messageID: "m",
                state: state,
                isFinal: true,
                errorCode: code,
                detail: detail,
                cost: cost,
                checkedAt: Sample.date
            )
        )
    }

    private func update() -> DeliveryUpdate {
        let report = ReportUpdate(path: folder.file("report.csv"), name: "report.csv")
        return DeliveryUpdate(report, from: ledger, campaign: campaign, currency: "EUR")
    }

    /// Some columns of every line, the header's first.
    private func columns(_ names: String...) throws -> [[String]] {
        var reader = CSVReader(
            try FileByteSource(path: folder.file("report.csv")),
            name: "report.csv"
        )
        var lines: [[String]] = []
        while let line = try reader.next()?.fields { lines.append(line) }
        let header = try #require(lines.first)
        return try names.map { name in
            let place = try #require(header.firstIndex(of: name))
            return lines.dropFirst().map { $0[place] }
        }
    }

    @Test func `states, their meaning and real prices stand in the report`() async throws {
        try write(rows: 5)
        try await know(1, "delivered", cost: "0.005")
        try await know(2, "undelivered", "80", "the handset is unavailable")
        try await know(3, "unknown", nil, "=nobody knows")
        try await update().write { "asked for \($0)" }
        let cells = try columns("delivery", "delivery_detail", "cost", "currency", "name")
        #expect(cells[0] == ["delivered", "undelivered", "unknown", "unknown", ""])
        #expect(
            cells[1] == [
                "", "80: the handset is unavailable", "'=nobody knows", "asked for plivo", "",
            ]
        )
        #expect(cells[2] == ["0.005", "0.0079", "0.0079", "0.0079", "0.0079"])
        #expect(
            cells[3] == ["EUR", "USD", "USD", "USD", "USD"]
                && cells[4] == Array(repeating: "x", count: 5)
        )
        let before = try folder.read("report.csv")
        try await update().write()
        #expect(try folder.read("report.csv") == before, "a second time changes nothing")
    }

    @Test func `a report of more lines than are changed together is whole`() async throws {
        try write(rows: 1201)
        for row in [1, 500, 501, 1200] { try await know(row, "delivered") }
        try await update().write()
        let cells = try columns("row", "delivery")
        #expect(cells[0] == (1...1201).map(String.init))
        #expect(cells[1].indices.filter { cells[1][$0] == "delivered" } == [0, 499, 500, 1199])
    }

    @Test func `columns of the input that have these names get others`() async throws {
        try write(rows: 2, input: ["delivery", "note", "input_delivery"])
        try await know(1, "delivered")
        try await update().write()
        try await update().write()
        let header = try #require(try folder.read("report.csv").split(separator: "\r\n").first)
        #expect(
            header.hasSuffix(
                ",updated_at,delivery,delivery_detail,input_input_delivery,note,input_delivery"
            )
        )
    }
}
