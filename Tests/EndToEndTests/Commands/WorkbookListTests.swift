// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Workbooks of openpyxl and LibreOffice in place of a CSV file.
    @Suite struct WorkbookListTests {
        private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(
                path: "WorkbooksTests/Fixtures")

        private static func place(_ file: String, as name: String, in bench: Bench) throws {
            let bytes = try Data(contentsOf: fixtures.appending(path: file))
            try bytes.write(to: URL(filePath: bench.folder.file(name)))
        }

        private static func send(_ list: String) -> [String] {
            ["send", list, "--message", "Hi {{name}}, {{paid}} by {{when}}", "--yes"]
        }

        @Test(arguments: ["openpyxl.xlsx", "libreoffice.ods", "libreoffice.xlsx"])
        func `a workbook is sent to as its sheet shows it`(_ file: String) async throws {
            let bench = try Bench()
            try Self.place(file, as: "people", in: bench)
            let run = try await bench.run(Self.send("people"))
            #expect(run.status == 0, "\(run)")
            #expect(
                run.errors.contains("“Contacts”, one of 2 sheets; 1 hidden row is left out"),
                "\(run)")
            #expect(run.errors.contains("row 3 of the sheet; the 2 rows above"), "\(run)")
            #expect(
                Set(bench.provider.messages.map(\.text)) == [
                    "Hi Zoë <&> “x”, 1,234.50 by 2026-11-27 15:30:00",
                    "Hi Rich bold, -$3.00 by 2024-02-29",
                ])
            let report = try bench.report("people-report.csv")
            #expect(report["phone"].prefix(3) == ["2025550123", "447400123456", "0707123456"])
            // A second run finds the same list, and nobody left.
            #expect(try await bench.run(Self.send("people")).status == 0)
            #expect(bench.provider.messages.count == 2)
        }

        @Test func `a workbook may come through standard input, and its sheet may be named`()
            async throws
        {
            let bench = try Bench()
            try Self.place("libreoffice.ods", as: "people.ods", in: bench)
            let words = #"--message Hi --campaign c --report out.csv --yes"#
            let run = try await bench.shell(
                #"cat people.ods | "$SMS" send - --sheet contacts \#(words)"#)
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.messages.count == 3)
        }

        @Test(arguments: [
            (
                ["--sheet", "Other"],
                "there is no sheet “Other”. The sheets are: “Empty”, “Contacts”"
            ),
            (["--sheet", "Empty"], "no sheet of the workbook has anything in it"),
            (["--header-row", "6"], "people.xlsx:6: there is no header row"),
        ])
        func `a wrong sheet or header is refused`(_ words: [String], _ why: String) async throws {
            let bench = try Bench()
            try Self.place("openpyxl.xlsx", as: "people.xlsx", in: bench)
            try await bench.expectRefusal(
                ["send", "people.xlsx", "--message", "Hi", "--yes"] + words, saying: [why])
        }

        @Test func `a CSV file has no sheets`() async throws {
            try await Bench().expectRefusal(
                Bench.send + ["--sheet", "A"], saying: ["list.csv: this is no workbook"])
        }

        @Test(arguments: [
            ("protected.xlsx", "protected by a password"), ("bomb.xlsx", "more than a list can"),
            ("cut-off.xlsx", "damaged"), ("old.xls", "before 2007"),
        ])
        func `a workbook that cannot be read says what to do`(
            _ file: String, _ why: String
        )
            async throws
        {
            let bench = try Bench()
            try Self.place(file, as: "list.csv", in: bench)
            try await bench.expectRefusal(Bench.send, saying: ["list.csv: ", why])
        }

        @Test func `people on a suppression list that is a workbook get no message`() async throws {
            var configuration = Configuration()
            configuration.more = #""suppressionLists": ["stop.xlsx"],"#
            let bench = try Bench(configuration)
            try Self.place("openpyxl.xlsx", as: "stop.xlsx", in: bench)
            try bench.folder.write(
                "first_name,phone\nAnn,2025550101\nZoë,2025550123\nBob,2025550102\n",
                to: "list.csv")
            let run = try await bench.run(Bench.send)
            // 0707123456 is nobody's number in the US, and a list that says no is read to the end.
            #expect(run.status == 2 && run.errors.contains("stop.xlsx:6"), "\(run)")
            #expect(bench.provider.messages.isEmpty)
        }
    }
}
