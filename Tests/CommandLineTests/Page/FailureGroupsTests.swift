// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign
import Testing

@testable import CommandLine

@Suite struct FailureGroupsTests {
    private func groups(_ rows: [String]) throws -> FailureGroups {
        let text = ([ReportColumn.names.joined(separator: ",")] + rows).joined(separator: "\n")
        var reader = try ReportReader(MemoryByteSource(text), name: "r.csv")
        var groups = FailureGroups()
        while let facts = try reader.next() { groups.add(PageRow(facts, reader)) }
        return groups
    }

    private func row(_ status: String, _ reason: String, code: String, _ detail: String = "") -> String {
        "1,,,,,,,\(status),\(reason),\(detail),,,p,,\(code),,,,,"
    }

    @Test func `messages with one code are a group, the largest first`() throws {
        let groups = try groups([
            row("failed", "rejected", code: "30007", "filtered"), row("failed", "rejected", code: "21610", "blocked"),
            row("failed", "rejected", code: "21610", "blocked too"), row("unconfirmed", "server_error", code: "21610"),
            row("pending", "limit", code: ""), row("pending", "rate_limited", code: "429"), row("sent", "", code: "0"),
        ])
        #expect(groups.ranked.map(\.key.code) == ["21610", "21610", "30007", "429"])
        #expect(groups.ranked.first?.count == 2 && groups.ranked.first?.detail == "blocked")
    }

    @Test func `a report with too many codes does not fill the memory`() throws {
        let groups = try groups((1...500).map { row("failed", "rejected", code: "\($0)") })
        #expect(groups.ranked.count == FailureGroups.limit && groups.others == 500 - FailureGroups.limit)
    }
}
