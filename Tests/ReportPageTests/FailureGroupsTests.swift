// SPDX-License-Identifier: Apache-2.0

import CSV
import Basics
import Configuration
import Lists
@testable import ReportPage
import TerminalKit
import Testing

@Suite struct FailureGroupsTests {
    private func groups(_ rows: [String]) throws -> FailureGroups {
        let header = (ReportColumn.names + ["delivery", "delivery_detail"]).joined(separator: ",")
        let text = ([header] + rows).joined(separator: "\n")
        var reader = try ReportReader(MemoryByteSource(text), name: "r.csv")
        let layout = PageLayout(header: reader.header, places: reader.places)
        var groups = FailureGroups()
        while let facts = try reader.next() { groups.add(PageRow(facts, reader, layout: layout)) }
        return groups
    }

    private func row(
        _ status: String,
        _ reason: String,
        code: String,
        _ detail: String = "",
        delivery: String = ","
    ) -> String {
        "1,,,,,,,\(status),\(reason),\(detail),,,p,,\(code),,,,,,\(delivery)"
    }

    @Test func `messages with one code are a group, the largest first`() throws {
        let groups = try groups([
            row("failed", "rejected", code: "30007", "filtered"),
            row("failed", "rejected", code: "21610", "blocked"),
            row("failed", "rejected", code: "21610", "blocked too"),
            row("unconfirmed", "server_error", code: "21610"),
            row("pending", "limit", code: ""), row("pending", "rate_limited", code: "429"),
            row("sent", "", code: "0"),
        ])
        #expect(groups.ranked.map(\.key.code) == ["21610", "21610", "30007", "429"])
        #expect(groups.ranked.first?.count == 2 && groups.ranked.first?.detail == "blocked")
    }

    @Test func `what was accepted and did not arrive has the code that the provider gave later`()
        throws
    {
        let groups = try groups([
            row("sent", "", code: "", delivery: "undelivered,30: taken for spam"),
            row("sent", "", code: "", delivery: "undelivered,30: taken for spam"),
            row("sent", "", code: "", delivery: "expired,it waited: for too long"),
            row("sent", "", code: "", delivery: "delivered,"),
            row("sent", "", code: "", delivery: "failed,81"),
        ])
        #expect(groups.ranked.map(\.key.code) == ["30", "", "81"])
        #expect(groups.ranked.map(\.key.delivery) == ["undelivered", "expired", "failed"])
        #expect(
            groups.ranked.first?.count == 2 && groups.ranked.first?.detail == "30: taken for spam"
        )
    }

    @Test func `a report with too many codes does not fill the memory`() throws {
        let groups = try groups((1...500).map { row("failed", "rejected", code: "\($0)") })
        #expect(
            groups.ranked.count == FailureGroups.limit && groups.others == 500 - FailureGroups.limit
        )
    }
}
