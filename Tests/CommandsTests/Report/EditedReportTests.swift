// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import Campaign
@testable import Commands
import Configuration
import Lists
@testable import ReportPage
@testable import TerminalKit
import Foundation
import Testing

/// Reports that a person has opened and saved with a spreadsheet.
@Suite struct EditedReportTests {
    private static let header = ReportColumn.names + ["name"]

    /// The sample's rows as cells; none of the first column of quotes is needed.
    private static let rows = [
        [
            "1", "(202) 555-0101", "+12025550101", "US", "mobile", "lookup", "T-Mobile", "sent", "",
            "", "GSM-7", "1",
            "sandbox",
            "id1", "", "1", "0,0079", "USD", "", "", "Zoë",
        ],
        [
            "2", "(202) 555-0150", "+12025550150", "US", "fixed_line", "lookup", "", "skipped",
            "fixed_line",
            "a landline; no text",
            "GSM-7", "1", "", "", "", "", "", "", "", "", "Bob",
        ],
    ]

    private func run(_ bytes: Data, _ words: [String] = ["--json"]) async throws -> CapturedConsole
    {
        let report = try SampleReport()
        try bytes.write(to: URL(filePath: report.path))
        let console = CapturedConsole()
        let folder = report.folder.path(percentEncoded: false)
        let context = CommandContext(environment: [:], workingDirectory: folder, console: console)
        _ = await SMSCampaign.run(["report", "spring-report.csv"] + words, in: context)
        return console
    }

    private static func text(
        _ table: [[String]],
        _ delimiter: String = ";",
        end: String = ""
    ) -> String {
        table.map { cells in
            cells.map { $0.contains(delimiter) ? "\"\($0)\"" : $0 }.joined(separator: delimiter)
                + end + "\r\n"
        }.joined()
    }

    private static let all = [header] + rows
    private static let expected = """
        { "provider": "sandbox", "rows": 2, "counts": { "sent": 1, "skipped": 1, "failed": 0, "unconfirmed": 0, "pending": 0 }, \
        "reasons": { "fixed_line": 1 }, "segments": 1, "currency": "USD", "report": "spring-report.csv" }\n
        """

    private static let utf16: Data = text(all, "\t").data(using: .utf16LittleEndian) ?? Data()
    private static let reversed: [[String]] = all.map { Array($0.reversed()) }

    private static let files: [(String, Data)] = [
        ("semicolons and Windows-1252", text(all).data(using: .windowsCP1252) ?? Data()),
        ("a separator line", Data("sep=;\r\n\(text(all))".utf8)),
        ("UTF-16 with tabs", Data([0xFF, 0xFE]) + utf16),
        ("a byte order mark", Data([0xEF, 0xBB, 0xBF]) + Data(text(all).utf8)),
        ("empty cells and rows at the end", Data("\(text(all, end: ";;"));;;;\r\n;;;;\r\n".utf8)),
        ("columns in another order", Data(text(reversed).utf8)),
    ]

    @Test(arguments: files)
    func `what a spreadsheet makes of a report is read`(what: String, bytes: Data) async throws {
        let console = try await run(bytes)
        #expect(console.output == Self.expected, "\(what): \(console.errors)")
    }

    @Test func `a guessed encoding is said`() async throws {
        let console = try await run(try #require(Self.text(Self.all).data(using: .windowsCP1252)))
        #expect(
            console.errors
                == "warning: spring-report.csv: this is not UTF-8; it is read as windows-1252, and some letters may be wrong\n"
        )
    }

    @Test func `columns that are gone are named, and what is left is counted`() async throws {
        let kept = Self.all.map { row in
            row.indices.filter { ![6, 11].contains($0) }.map { row[$0] }
        }
        let console = try await run(Data(Self.text(kept).utf8))
        #expect(
            console.errors
                == "warning: spring-report.csv: the columns carrier, segments are gone; what stood there is not counted\n"
        )
        #expect(
            console.output.contains("\"rows\": 2") && console.output.contains("\"segments\": 0")
        )
    }

    @Test(arguments: [
        ([7], "the column “status”; put back"),
        ([2, 7, 8], "the columns “number” and “status” and “reason”; put back"),
    ])
    func `a report without what matters is refused with the names`(
        gone: [Int],
        part: String
    ) async throws {
        let kept = Self.all.map { row in row.indices.filter { !gone.contains($0) }.map { row[$0] } }
        let console = try await run(Data(Self.text(kept).utf8))
        #expect(
            console.errors.contains("spring-report.csv: this report has lost \(part)"),
            "\(console.errors)"
        )
        #expect(console.output.isEmpty)
    }

    @Test func `our own report is read with commas, whatever its cells hold`() async throws {
        let cell = String(repeating: ";", count: 40)
        let rows = (1...40).map { "\($0),x,,,,,,skipped,bad_row,,,,,,,,,,,,\(cell)" }
        let text = ([Self.header.joined(separator: ",")] + rows).joined(separator: "\r\n")
        #expect(try await run(Data(text.utf8)).output.contains("\"rows\": 40"))
    }
}
