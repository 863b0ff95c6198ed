// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Lists as spreadsheets write them, from the command line to the report.
    @Suite struct HostileListTests {
        private func write(_ bytes: [UInt8], _ bench: Bench) throws {
            try Data(bytes).write(to: URL(fileURLWithPath: bench.folder.file("list.csv")))
        }

        private static let latin =
            Array("first_name;phone\nZo".utf8) + [0xEB]
            + Array(";2025550101\nAnn;2025550102\n".utf8)

        @Test func `a list in Windows-1252 is sent, with a warning that shows its letters`()
            async throws
        {
            let bench = try Bench()
            try write(Self.latin, bench)
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(
                run.errors.contains(
                    "list.csv is not UTF-8; it is read as windows-1252: row 1 (line 2): “Zoë”."
                ),
                "\(run)"
            )
            #expect(
                bench.provider.messages.map(\.text).sorted() == [
                    "Hi Ann, see you.", "Hi Zoë, see you.",
                ]
            )
            #expect(try bench.report()["first_name"] == ["Zoë", "Ann"])
        }

        @Test func `an encoding that is named is no guess`() async throws {
            let bench = try Bench()
            try write(Self.latin, bench)
            let run = try await bench.run(
                Bench.send + ["--encoding", "macintosh", "--delimiter", ";"]
            )
            #expect(run.status == 0 && !run.errors.contains("warning"), "\(run)")
            #expect(try bench.report()["first_name"] == ["ZoÎ", "Ann"])
        }

        @Test func `a list in UTF-16 comes through standard input, too`() async throws {
            let bench = try Bench()
            try write(
                [0xFF, 0xFE]
                    + "first_name\tphone\r\nZoë\t2025550101\r\n".utf16.flatMap {
                        [UInt8($0 & 0xFF), UInt8($0 >> 8)]
                    },
                bench
            )
            let run = try await bench.shell(
                #""$SMS" send - --template message.txt --campaign c --report out.csv --yes < "#
                    + #"list.csv"#
            )
            #expect(
                run.status == 0 && bench.provider.messages.map(\.text) == ["Hi Zoë, see you."],
                "\(run)"
            )
        }

        @Test(arguments: [
            (["--encoding", "utf-8"], "list.csv:2: column 1 is not valid UTF-8"),
            (["--encoding", "klingon"], "--encoding: there is no encoding \"klingon\""),
            (["--delimiter", "::"], "--delimiter needs one character"),
        ])
        func `what is said of a list must be true`(_ words: [String], _ says: String) async throws {
            let bench = try Bench()
            try write(Self.latin, bench)
            try await bench.expectRefusal(Bench.send + words, saying: [says])
        }

        @Test func `a workbook is refused with the way to export it`() async throws {
            let bench = try Bench()
            try write(
                Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 26)
                    + Array("[Content_Types].xml".utf8),
                bench
            )
            try await bench.expectRefusal(
                Bench.send,
                saying: ["list.csv: this is an Excel workbook", "CSV UTF-8"]
            )
        }

        @Test func `a list most of whose rows are ragged is refused`() async throws {
            let bench = try Bench()
            try bench.folder.write(
                "first_name,phone\nAnn,2025550101,x\nBob,2025550102\nCyd,2025550103,y\n",
                to: "list.csv"
            )
            try await bench.expectRefusal(Bench.send, saying: ["2 of 3 rows", "--delimiter"])
        }

        private static let broken =
            "first_name,phone\nAnn,447400123456\nBob,2025550102.0\nCyd,4.41E+11\nDan,(202) "
            + "555-0101\n"

        @Test func `broken numbers are repaired, counted and named`() async throws {
            let bench = try Bench()
            try bench.folder.write(Self.broken, to: "list.csv")
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(run.errors.contains("2 numbers: 1 lost +, 1 with .0 at the end"), "\(run)")
            #expect(
                bench.provider.recipients.sorted() == [
                    "+12025550101", "+12025550102", "+447400123456",
                ]
            )
            let report = try bench.report()
            #expect(report["detail"][0] == "repaired: the lost + was put back")
            #expect(report["detail"][2].contains("digits are gone"))
            #expect(
                report["phone"] == ["447400123456", "2025550102.0", "4.41E+11", "(202) 555-0101"]
            )
        }

        @Test func `nothing is repaired where the user says so`() async throws {
            let bench = try Bench()
            try bench.folder.write(Self.broken, to: "list.csv")
            let run = try await bench.run(Bench.send + ["--no-repair"])
            #expect(run.status == 0 && !run.errors.contains("repaired"), "\(run)")
            #expect(bench.provider.recipients == ["+12025550101"])
        }

        @Test func `a report's copy for a spreadsheet is a list again`() async throws {
            let bench = try Bench()
            try bench.folder.write(
                "first_name,Mobile\nZoë,+12025550101\n=Bob,02025550102\n",
                to: "list.csv"
            )
            #expect(try await bench.run(Bench.send).status == 0)
            let copy = try await bench.run([
                "report", "list-report.csv", "--csv", "excel.csv", "--for-excel",
            ])
            #expect(copy.status == 0, "\(copy)")
            let text = try bench.folder.read("excel.csv")
            #expect(
                text.hasPrefix("\u{FEFF}row,phone,") && text.contains(#""=""+12025550101""""#),
                "\(text)"
            )
            let again = [
                "send", "excel.csv", "--message", "{{first_name}} {{Mobile}}", "--campaign", "c",
                "--yes",
            ]
            let run = try await bench.run(again)
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.messages.suffix(2).map(\.text).contains("Zoë +12025550101"))
        }

        @Test func `lookup repairs where it is asked to`() async throws {
            let words = ["lookup", "--offline", "--region", "US", "--json", "0044 7400 123456"]
            let plain = try await Bench().run(words).jsonLines()
            #expect(plain.first?["valid"] as? Bool == false && plain.first?["repairs"] == nil)
            let repaired = try await Bench().run(words + ["--repair"]).jsonLines()
            #expect(repaired.first?["number"] as? String == "+447400123456")
            #expect(repaired.first?["repairs"] as? [String] == ["double_zero"])
        }

        /// A list tells a lost + from a digit too many; a line alone does not.
        @Test func `lookup puts no + back`() async throws {
            let words = ["lookup", "--offline", "--region", "US", "--json", "--repair"]
            let answers = try await Bench().run(words + ["447400123456", "3367068854"]).jsonLines()
            #expect(answers.first?["valid"] as? Bool == false)
            #expect((answers.first?["problem"] as? String)?.contains("or a lost +") == true)
        }

        private static let strangers = """
            first_name,phone,note
            Ann,(336) 706-88543,
            Bob,21698123456,
            Cyd,202-555-XXXX,
            Dan,202-555-0101 Dan,
            Eve,202-555-0102 (old),
            Fay,202-555-0103 mum,
            Gus,Cell: 202-555-0104,
            Hal,+55 11 8123-4567,
            Ida,+225 07 12 34 56,

            """

        @Test func `nobody is texted by a typing mistake, a mask or a word`() async throws {
            let bench = try Bench()
            try bench.folder.write(Self.strangers, to: "list.csv")
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(
                bench.provider.recipients.sorted() == [
                    "+12025550101", "+12025550104", "+2250707123456",
                ]
            )
            let details = try bench.report()["detail"]
            let expected = [
                "one digit too many, or a lost +", "one digit too many, or a lost +",
                "the number is masked", "repaired: the words beside the number were left out",
                "the cell says “old”", "words beside the number",
                "repaired: the words beside the number were left out",
                "Brazilian mobile numbers have a 9",
                "repaired: the number was written as its country writes it",
            ]
            for (detail, words) in zip(details, expected) { #expect(detail.contains(words)) }
            let page = run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(page.contains("1 number, row 8 (line 9): Brazilian mobile numbers"), "\(run)")
            #expect(
                page.contains(
                    "3 numbers: 2 with words beside the number, 1 from before a change of numbers"
                ),
                "\(run)"
            )
        }

        @Test func `a range that is younger than the data gets a message after a lookup`()
            async throws
        {
            var configuration = Configuration()
            configuration.more = #""numberingPlan": { "accept": ["+1 565"] },"#
            let bench = try Bench(configuration)
            try bench.folder.write(
                "first_name,phone\nAnn,(565) 456-9346\nBob,(565) 456-9350\nCyd,565-456-934\n",
                to: "list.csv"
            )
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.lookups.sorted() == ["+15654569346", "+15654569350"])
            #expect(bench.provider.recipients == ["+15654569346"])
            #expect(try bench.report()["reason"] == ["", "fixed_line", "invalid_number"])
            configuration.lookupMode = "never"
            try await Bench(configuration).expectRefusal(
                Bench.send,
                saying: ["config.json:6: numberingPlan.accept", #"lookup.mode is "never""#]
            )
        }
    }
}
