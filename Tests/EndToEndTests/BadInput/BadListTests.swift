// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Lists from which nothing may be sent.
    @Suite struct BadListTests {
        /// A list, and what the sentence about it says.
        struct Case: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let list: String
            let says: [String]

            init(_ description: String, _ list: String, says: String...) {
                testDescription = description
                self.list = list
                self.says = says
            }
        }

        static let cases = [
            Case("nothing at all", "", says: "list.csv: ", "empty"),
            Case("a byte order mark alone", "\u{FEFF}", says: "list.csv: ", "empty"),
            Case(
                "a header only",
                "first_name,phone\n",
                says: "list.csv: ",
                "no recipient under it"
            ),
            Case(
                "a header only, in CRLF",
                "first_name,phone\r\n",
                says: "list.csv: ",
                "no recipient under it"
            ),
            Case(
                "a quote that is never closed",
                "first_name,phone\nAnn,2025550101\n\"Bob,2025550102\nCyd,2025550103\n",
                says: "list.csv:3: ",
                "a quote is opened here and never closed"
            ),
            Case(
                "text behind a closing quote",
                "first_name,phone\n\"Ann\" B,2025550101\n",
                says: "list.csv:2: ",
                "column 1",
                "closing quote"
            ),
            Case(
                "two columns that may be the phone",
                "first_name,mobile,Phone Number\nAnn,2025550101,2025550102\n",
                says: "list.csv: ",
                "“mobile”, “Phone Number”",
                "--phone-column"
            ),
            Case(
                "no column that may be the phone",
                "first_name,digits\nAnn,2025550101\n",
                says: "list.csv: ",
                "“first_name”, “digits”",
                "--phone-column"
            ),
            Case(
                "no header row",
                "202-555-0123,Ann\n202-555-0124,Bob\n",
                says: "list.csv:1: ",
                "no header row",
                "“202-555-0123”"
            ),
            Case(
                "a web page",
                "<!DOCTYPE html>\n<html>Sign in</html>\n",
                says: "list.csv: ",
                "web page"
            ),
            Case("address cards", "BEGIN:VCARD\nTEL:1\n", says: "list.csv: ", "vCard"),
            Case("JSON", "[{\"phone\": 1}]", says: "list.csv: ", "JSON"),
            Case("a NUL byte", "first_name,phone\nA\0nn,2025550101\n", says: "list.csv:2: ", "NUL"),
        ]

        @Test(arguments: cases)
        func `is refused with its place, and nothing is sent`(_ bad: Case) async throws {
            let bench = try Bench()
            try bench.folder.write(bad.list, to: "list.csv")
            try await bench.expectRefusal(Bench.send, saying: bad.says)
        }

        @Test(arguments: [1, 40_000])
        func `bytes that mean nothing are found before anything is sent, however late they come`(
            _ rows: Int
        ) async throws {
            let bench = try Bench()
            var bytes = Data("first_name,phone\n".utf8)
            for row in 0..<rows { bytes.append(Data("Ann,+1202555\(row % 9000 + 1000)\n".utf8)) }
            bytes.append(contentsOf: [0x5A, 0x6F, 0x81] + Array(",+12025550101\n".utf8))
            try bytes.write(to: URL(fileURLWithPath: bench.folder.file("list.csv")))
            try await bench.expectRefusal(
                Bench.send,
                saying: [
                    "list.csv:\(rows + 2): ", "column 1 is not valid windows-1252",
                    "save the file as UTF-8",
                ]
            )
        }

        @Test func `a file that is not there is named`() async throws {
            try await Bench().expectRefusal(
                ["send", "gone.csv", "--template", "message.txt", "--yes"],
                saying: ["gone.csv: there is no such file"]
            )
        }

        @Test func `a folder is no list`() async throws {
            try await Bench().expectRefusal(
                ["send", "temporary", "--template", "message.txt", "--yes"],
                saying: ["temporary: this is a folder"]
            )
        }

        @Test(.enabled(if: getuid() != 0, "nothing is unreadable for root"))
        func `a file that may not be read is named`() async throws {
            let bench = try Bench()
            try FileManager.default.setAttributes(
                [.posixPermissions: 0],
                ofItemAtPath: bench.folder.file("list.csv")
            )
            try await bench.expectRefusal(
                Bench.send,
                saying: ["list.csv: the file may not be read"]
            )
        }

        @Test func `a phone column that is not there brings the nearest one to mind`() async throws
        {
            try await Bench().expectRefusal(
                Bench.send + ["--phone-column", "phne"],
                saying: ["list.csv: ", "“phne”", "did you mean “phone”?"]
            )
        }

        @Test func `a row with too few or too many cells is left out, and the run goes on`()
            async throws
        {
            let bench = try Bench()
            try bench.folder.write(
                "first_name,phone\nAnn\nBob,2025550101,x\nCyd,2025550102\nDan,2025550103\n",
                to: "list.csv"
            )
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.recipients.sorted() == ["+12025550102", "+12025550103"])
            let report = try bench.report()
            #expect(report.fates == ["skipped bad_row", "skipped bad_row", "sent", "sent"])
            #expect(report["detail"][0].contains("1 cell"), "\(report["detail"])")
            #expect(report["detail"][1].contains("3 cells"), "\(report["detail"])")
        }
    }
}
