// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Basics
@testable import Commands
@testable import ReportPage
@testable import TerminalKit
import Testing

@Suite struct PageTests {
    private static let hostile = "</script><script>alert('1')</script><!--&\u{202E}"

    private func run(
        _ report: SampleReport,
        _ words: [String]
    ) async -> (code: ExitCode, output: String, errors: String) {
        let console = CapturedConsole()
        let folder = report.folder.path(percentEncoded: false)
        let context = CommandContext(environment: [:], workingDirectory: folder, console: console)
        let code = await SMSCampaign.run(["report", "spring-report.csv"] + words, in: context)
        return (code, console.output, console.errors)
    }

    private func page(
        rows: [String] = SampleReport.rows,
        _ words: [String] = []
    ) async throws -> String {
        let report = try SampleReport(rows: rows)
        #expect(await run(report, ["--html", "page.html"] + words).code == .done)
        return try String(contentsOfFile: report.sibling("page.html"), encoding: .utf8)
    }

    /// The text between two others, each of which must be there once.
    private func part(of page: String, from start: String, to end: String) throws -> String {
        let pieces = page.components(separatedBy: start)
        #expect(pieces.count == 2)
        return try #require(pieces.last?.components(separatedBy: end).first)
    }

    private func rows(of page: String) throws -> [[String]] {
        let text = try part(
            of: page,
            from: "<script type=\"application/json\" id=\"rows\">",
            to: "</script>"
        )
        return try JSONDecoder().decode([[String]].self, from: Data(text.utf8))
    }

    @Test func `the table has the report's rows`() async throws {
        let rows = try rows(of: try await page())
        #expect(rows.count == 7)
        #expect(rows.allSatisfy { $0.count == 11 })
        #expect(
            rows[0].prefix(10) == [
                "1", "+12025550101", "Ann, \"A\"", "US", "mobile", "sent", "", "", "", "",
            ]
        )
        #expect(
            rows[2].prefix(10) == [
                "3", "=nope", "Carol", "", "", "skipped", "invalid_number", "", "",
                "this is no number",
            ]
        )
    }

    @Test func `every other column is in the details of a row`() async throws {
        let page = try await page()
        let text = try part(
            of: page,
            from: "<script type=\"application/json\" id=\"titles\">",
            to: "</script>"
        )
        let titles = try JSONDecoder().decode([String].self, from: Data(text.utf8))
        let details = try #require(try rows(of: page)[0].last).components(
            separatedBy: PageRow.separator
        )
        let pairs = Dictionary(uniqueKeysWithValues: zip(titles, details))
        #expect(titles.count == details.count)
        #expect(
            pairs["phone"] == "(202) 555-0101" && pairs["message_id"] == "id1"
                && pairs["cost"] == "0.0079"
        )
        #expect(pairs["name"] == nil && pairs["status"] == nil, "these are in the table")
    }

    @Test func `the policy names the style and the script that are in the page`() async throws {
        let page = try await page()
        let policy = try part(of: page, from: "Content-Security-Policy\" content=\"", to: "\"")
        for (start, end, directive) in [
            ("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src"),
        ] {
            let text = try part(of: page, from: start, to: end)
            let hash = Data(SHA256.digest(of: text.utf8).bytes).base64EncodedString()
            #expect(policy.contains("\(directive) 'sha256-\(hash)';"))
        }
        #expect(policy.hasPrefix("default-src 'none'; ") && !policy.contains("unsafe"))
    }

    @Test func `nothing in the page is loaded, styled or run but its own style and script`()
        async throws
    {
        let page = try await page()
        for word in [
            "http://", "https://", " src=", " href=", " style=\"", " onclick", "innerHTML", "eval(",
        ] {
            #expect(!page.contains(word), "\(word)")
        }
    }

    @Test func `hostile cells are text`() async throws {
        let cell = Self.hostile
        let line =
            "8,\(cell),,\(cell),\(cell),,,failed,\(cell),\(cell),,,\(cell),\(cell),\(cell),,,,,,x"
        let page = try await page(rows: [line])
        #expect(
            page.components(separatedBy: "<script").count == 4
                && page.components(separatedBy: "</script").count == 4
        )
        #expect(!page.contains("<!--") && !page.contains("<script>alert"))
        #expect(page.contains("&lt;/script&gt;&lt;script&gt;alert(&#39;1&#39;)"))
        let row = try #require(try rows(of: page).first)
        let shown = Printable.lines(cell)
        #expect(
            row.prefix(10)
                == ["8", shown, "x", shown, shown, "failed", shown, shown, "", shown])
    }

    @Test func `a report's name is text, too`() {
        #expect(PageText.head(title: "<b>&.csv").contains("<title>&lt;b&gt;&amp;.csv</title>"))
    }

    @Test func `the counts are the summary's`() async throws {
        let page = try await page()
        for words in [
            "<b>2</b> sent", "<b>2</b> skipped", "<b>1</b> failed", "<b>1</b> unconfirmed",
            "<b>1</b> pending",
            "<b>1</b> landlines", "7 recipients",
        ] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func `a failure is shown with its code and what the report says of it`() async throws {
        let page = try await page()
        let cells =
            "<th scope=\"row\">400 <small>sandbox</small></th><td>1</td><td data-label=\"What happened\">failed, rejected</td>"
        #expect(
            page.contains(
                cells
                    + "<td data-label=\"Meaning\">HTTP 400: the request was refused; the report’s own words say more<br><small>refused"
            )
        )
        #expect(page.contains("data-status=\"failed\" data-reason=\"rejected\" data-code=\"400\""))
    }

    @Test func `advice is that of the summary`() async throws {
        let page = try await page()
        #expect(
            page.contains("<h2>What to do</h2>")
                && page.contains("1 row is unconfirmed: the message may have arrived,")
        )
    }

    @Test func `filters count for the page`() async throws {
        let page = try await page(["--status", "skipped"])
        #expect(try rows(of: page).map { $0[0] } == ["2", "3"])
        #expect(page.contains("2 recipients (only skipped)"))
    }

    @Test func `a report without rows has a page`() async throws {
        let page = try await page(rows: [])
        #expect(try rows(of: page).isEmpty)
        #expect(page.contains("0 recipients") && !page.contains("<figure>"))
    }

    @Test func `a page is for its owner alone, and may be made again`() async throws {
        let report = try SampleReport()
        for _ in 1...2 {
            let result = await run(report, ["--html", "page.html"])
            #expect(result.code == .done && result.errors == "7 rows written to page.html\n")
        }
        let attributes = try FileManager.default.attributesOfItem(
            atPath: report.sibling("page.html")
        )
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test(arguments: [
        (
            "list.csv",
            "error: --html list.csv: there is a file already, which is no page of a report; give another name\n"
        ),
        (
            "./spring-report.csv",
            "error: --html ./spring-report.csv: this would overwrite the report; give the copy another name\n"
        ),
    ])
    func `no other file is overwritten`(name: String, errors: String) async throws {
        let report = try SampleReport()
        try Data("phone\n1\n".utf8).write(to: URL(filePath: report.sibling("list.csv")))
        let before = try Data(contentsOf: URL(filePath: report.sibling(name)))
        let result = await run(report, ["--html", name])
        #expect(result.errors == errors && result.code == .refused)
        #expect(try Data(contentsOf: URL(filePath: report.sibling(name))) == before)
    }

    @Test func `page and copy are two files`() async throws {
        let result = await run(try SampleReport(), ["--html", "out", "--csv", "./out"])
        #expect(
            result.errors
                == "error: --html out: --csv writes this file; give the page another name\n"
        )
    }

    @Test func `a mistake in the report leaves an earlier page alone`() async throws {
        let report = try SampleReport(rows: [SampleReport.rows[0], "broken"])
        let earlier = Data((PageText.start + "earlier").utf8)
        try earlier.write(to: URL(filePath: report.sibling("page.html")))
        #expect(await run(report, ["--html", "page.html"]).code == .refused)
        #expect(try Data(contentsOf: URL(filePath: report.sibling("page.html"))) == earlier)
    }
}
