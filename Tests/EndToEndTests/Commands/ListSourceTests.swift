// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Where a list may come from.
    @Suite struct ListSourceTests {
        @Test func `a list may come through standard input`() async throws {
            let bench = try Bench()
            let words = [
                "send", "-", "--message", "Hi {{first_name}}", "--campaign", "piped", "--report",
                "out.csv", "--yes",
            ]
            for _ in 1...2 {
                let run = try await bench.run(words, input: Bench.list)
                #expect(run.status == 0, "\(run)")
                #expect(
                    try bench.report("out.csv").fates == ["sent", "skipped fixed_line", "sent"]
                )
            }
            #expect(bench.provider.messages.map(\.text).sorted() == ["Hi Ann", "Hi Cyd"])
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: bench.folder.file("temporary"))
                    .isEmpty
            )
        }

        @Test func `a list that can be read only once may be named, too`() async throws {
            let bench = try Bench()
            let run = try await bench.shell(
                #""$SMS" send <(cat list.csv) --template message.txt --campaign c --report "#
                    + #"out.csv --yes"#
            )
            #expect(run.status == 0, "\(run)")
            #expect(try bench.report("out.csv").fates == ["sent", "skipped fixed_line", "sent"])
        }

        @Test func `a list on standard input begins where the stream stands`() async throws {
            let bench = try Bench()
            try bench.folder.write("an export of today\n" + Bench.list, to: "list.csv")
            let run = try await bench.shell(
                #"{ read -r title; "$SMS" send - --template message.txt --campaign c --report "#
                    + #"out.csv --yes; } < list.csv"#
            )
            #expect(run.status == 0, "\(run)")
            #expect(try bench.report("out.csv").fates == ["sent", "skipped fixed_line", "sent"])
        }

        @Test(arguments: [
            (
                "0> written",
                "standard input: cannot be read: Bad file descriptor; give it a file or a pipe"
            ),
            ("< .", "standard input: cannot be read: Is a directory; give it a file or a pipe"),
            (
                "< list.csv TMPDIR=/nonexistent",
                "standard input could not be copied to a temporary file in /nonexistent: No such "
                    + "file or directory; set TMPDIR"
            ),
        ])
        func `standard input that cannot be read or copied says what to do`(
            _ setting: String,
            _ why: String
        )
            async throws
        {
            let bench = try Bench()
            let words = setting.split(separator: " TMPDIR=")
            let variable = words.count > 1 ? "TMPDIR=\(words[1]) " : ""
            let run = try await bench.shell(
                #"\#(variable)"$SMS" send - --message Hi --campaign c --report out.csv --yes "#
                    + #"\#(words[0])"#
            )
            #expect(run.status == 2, "\(run)")
            #expect(run.errors.contains(why), "\(run)")
        }

        @Test func `a mistake in standard input is named with its line, and nothing is sent`()
            async throws
        {
            try await Bench().expectRefusal(
                [
                    "send", "-", "--message", "Hi", "--campaign", "c", "--report", "out.csv",
                    "--yes",
                ],
                saying: ["standard input:2: ", "a quote is opened here"],
                input: "first_name,phone\n\"Ann,2025550101\n"
            )
        }

        @Test func `standard input without a byte is refused`() async throws {
            try await Bench().expectRefusal(
                [
                    "send", "-", "--message", "Hi", "--campaign", "c", "--report", "out.csv",
                    "--yes",
                ],
                saying: ["standard input: ", "empty"],
                input: ""
            )
        }

        @Test func `a report may be a list again: its own columns do not count`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            let words = [
                "send", "list-report.csv", "--message", "Bye {{first_name}}", "--campaign", "bye",
                "--yes",
            ]
            let run = try await bench.run(words)
            #expect(run.status == 0, "\(run)")
            #expect(
                bench.provider.messages.suffix(2).map(\.text).sorted() == ["Bye Ann", "Bye Cyd"]
            )
            let report = try bench.report("list-report-report.csv")
            #expect(report.header == (try bench.report()).header)
            #expect(report["first_name"] == ["Ann", "Bob", "Cyd"])
        }

        @Test(arguments: [[], ["--header-row", "3"]])
        func `a title above the header is left out, and the plan says so`(
            _ words: [String]
        )
            async throws
        {
            let bench = try Bench()
            try bench.folder.write("Contacts of 2026,\n,\n" + Bench.list, to: "list.csv")
            let run = try await bench.run(Bench.send + words)
            #expect(run.status == 0, "\(run)")
            #expect(run.errors.contains("header      line 3 of the list; the 2 lines"))
            let report = try bench.report()
            #expect(report.fates == ["sent", "skipped fixed_line", "sent"])
            #expect(report["row"] == ["1", "2", "3"])
        }

        @Test(arguments: [
            (["--phone-column", "2025550101"], "list.csv:1: there is no header row"),
            (
                ["--header-row", "9"],
                "no row begins there or below; name the right line with --header-row"
            ),
            (["--header-row", "2"], "list.csv:2: there is no header row"),
        ])
        func `a first row that is a recipient is never lost`(
            _ words: [String], _ why: String
        )
            async throws
        {
            let bench = try Bench()
            try bench.folder.write("2025550101\n2025550102\n", to: "list.csv")
            try await bench.expectRefusal(
                ["send", "list.csv", "--message", "Hi", "--yes"] + words, saying: [why])
        }

        @Test func `a list in the encoding of a country is guessed, with cells to look at`()
            async throws
        {
            let bench = try Bench()
            let name: [UInt8] = [0x8E, 0x52, 0x93, 0x63, 0x91, 0xBE, 0x98, 0x59]
            let list = Array("first_name,phone\n".utf8) + name + Array(",+819012345678\n".utf8)
            try Data(list).write(to: URL(fileURLWithPath: bench.folder.file("list.csv")))
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(
                run.errors.contains(
                    "list.csv is not UTF-8; it is read as shift_jis: row 1 (line 2): “山田太郎”"))
            #expect(bench.provider.messages.map(\.text) == ["Hi 山田太郎, see you."])
        }

        @Test func `the phone column may be named where headers do not tell`() async throws {
            let bench = try Bench()
            try bench.folder.write("first_name,digits\nAnn,2025550101\n", to: "list.csv")
            #expect(try await bench.run(Bench.send + ["--phone-column", "Digits"]).status == 0)
            #expect(bench.provider.recipients == ["+12025550101"])
        }

        @Test
        func
            `cells with line ends, quotes and commas stay whole up to the text and the report`()
            async throws
        {
            let bench = try Bench()
            let list =
                "first_name,phone,note\r\n\"Ann \"\"A\"\", Ms\",2025550101,\"one\r\ntwo\"\r\n"
            try bench.folder.write("\u{FEFF}" + list, to: "list.csv")
            try bench.folder.write("{{first_name}}: {{note}}", to: "message.txt")
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(bench.provider.messages.map(\.text) == ["Ann \"A\", Ms: one\ntwo"])
            #expect(try bench.report()["note"] == ["one\r\ntwo"])
        }

        @Test func `a list that changes while it is sent ends the run before its changed part`()
            async throws
        {
            let folder = try ScratchFolder()
            let changing = folder.file("list.csv")
            let provider = try PlivoServer { _, index in
                if index == 10 { Self.overwriteEnd(of: changing) }
                return nil
            }
            var configuration = Configuration()
            configuration.lookupMode = "never"
            configuration.sendRate = 2000
            let bench = try Bench(configuration, provider: provider)
            let padding = String(repeating: "x", count: 1000)
            let rows = (0..<1500).map { "N,+1202\(2_000_000 + $0),\(padding)\n" }.joined()
            try folder.write("first_name,phone,note\n" + rows, to: "list.csv")
            let run = try await bench.run([
                "send", changing, "--message", "Hi", "--report", "out.csv", "--yes",
            ])
            #expect(run.status == 3, "\(run)")
            #expect(run.errors.contains("changed while it was being worked on"), "\(run)")
            #expect(!provider.recipients.contains("+12022001499"))
            #expect(
                Set(provider.recipients).count == provider.recipients.count
                    && provider.recipients.count > 10
            )
        }

        /// Puts another letter at the end of a file, which stays as long as it was.
        private static func overwriteEnd(of path: String) {
            guard let handle = FileHandle(forUpdatingAtPath: path),
                let end = try? handle.seekToEnd()
            else { return }
            try? handle.seek(toOffset: end - 2)
            try? handle.write(contentsOf: Data("y".utf8))
            try? handle.close()
        }
    }
}
