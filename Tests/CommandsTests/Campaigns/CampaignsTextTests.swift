// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Basics
@testable import Commands
import Ledger
@testable import ReportPage
@testable import TerminalKit
import TestSupport
import Testing

@Suite struct CampaignsTextTests {
    private let folder: ScratchFolder
    private let ledger: Ledger

    init() throws {
        folder = try ScratchFolder()
        ledger = try Ledger(at: folder.file("ledger.sqlite")) {
            Date(timeIntervalSince1970: 1_800_000_000)
        }
    }

    private func begin(_ name: String, report: String? = nil) async throws {
        _ = try await ledger.begin(
            CampaignDetails(
                name: name,
                provider: "plivo",
                sender: "S",
                templateHash: "t",
                listHash: "l",
                reportPath: report
            )
        )
    }

    private func lines(width: Int) async throws -> [String] {
        let text = CampaignsText(
            ledger: "l.sqlite",
            overview: try await ledger.overview(),
            width: width
        ).text
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func `figures come first, then each campaign's circumstances`() async throws {
        try await begin("spring", report: "/home/you/spring-report.csv")
        #expect(
            try await lines(width: 80) == [
                "Ledger l.sqlite", "",
                "  campaign  sent  failed  unconfirmed  not accepted  skipped  cost",
                "  spring       0       0            0             0        0", "",
                "  spring: plivo, begun 2027-01-15 08:00 UTC, last change 2027-01-15 08:00 UTC",
                "    report /home/you/spring-report.csv", "",
                "0 lookups remembered, 0 opt-outs", "",
            ]
        )
    }

    @Test(arguments: [80, 100])
    func `long names leave the figures room`(width: Int) async throws {
        try await begin(String(repeating: "very long name ", count: 10))
        let figures = try await lines(width: width).dropFirst(2).prefix(2)
        #expect(figures.allSatisfy { $0.count <= width })
        #expect(
            figures.first?.hasSuffix("cost") == true && figures.last?.contains("…  ") == true,
            "\(figures)"
        )
    }

    @Test func `a name cannot speak for the program`() async throws {
        try await begin("a\u{1B}[2Jb")
        #expect(try await !lines(width: 80).joined().contains("\u{1B}"))
    }
}
