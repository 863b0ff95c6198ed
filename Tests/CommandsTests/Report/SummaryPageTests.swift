// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Basics
@testable import Commands
@testable import ReportPage
@testable import TerminalKit

/// The summary of a report as a person sees it.
@Suite struct SummaryPageTests {
    @Test(arguments: [60, 80, 120], [false, true])
    func `a summary is a page that fits its terminal`(width: Int, isColoured: Bool) async throws {
        let report = try SampleReport()
        let console = CapturedConsole(terminals: isColoured ? [.output] : [], width: width)
        let folder = report.folder.path(percentEncoded: false)
        let context = CommandContext(
            environment: ["TERM": "xterm"],
            workingDirectory: folder,
            console: console
        )
        let code = await SMSCampaign.run(["report", "spring-report.csv"], in: context)
        #expect(code == .done && console.errors.isEmpty)
        try GoldenPage.expect(
            console.output,
            is: "summary-\(width)\(isColoured ? "-colour" : "").txt"
        )
        let plain = console.output.replacing(#/\u{1B}\[[0-9]+m/#, with: "")
        // Commands stay in one line, so that they can be copied as they are.
        let lines = plain.split(separator: "\n").filter { !$0.hasPrefix("      sms-campaign ") }
        #expect(lines.filter { DisplayWidth.of($0) > width } == [])
    }
}
