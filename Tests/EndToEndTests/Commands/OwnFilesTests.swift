// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What the program writes takes the place of nobody's work.
    @Suite struct OwnFilesTests {
        /// Every option that names a file to be written, with the file that it means.
        private static let outputs = [
            ("send list.csv --template message.txt --yes", "list-report.csv"),
            ("send list.csv --template message.txt --dry-run", "list-preview.csv"),
            ("send list.csv --template message.txt --yes --report out.csv", "out.csv"),
            ("send list.csv --template message.txt --dry-run --report out.csv", "out.csv"),
            ("send list.csv --template message.txt --dry-run --save-plan out.json", "out.json"),
            ("report spring.csv --csv out.csv", "out.csv"),
            ("report spring.csv --csv out.csv --for-excel", "out.csv"),
            ("report spring.csv --html out.html", "out.html"),
        ]

        private static func benchWithReport() async throws -> Bench {
            let bench = try Bench()
            let words = ["--report", "spring.csv", "--campaign", "spring"]
            #expect(try await bench.run(Bench.send + words).status == 0)
            return bench
        }

        @Test(arguments: outputs)
        func `a file that is not ours stays as it is`(_ words: String, _ name: String) async throws
        {
            let bench = try await Self.benchWithReport()
            try bench.folder.write("name,phone\nAnn,1\n", to: name)
            let run = try await bench.shell(#""$SMS" \#(words)"#)
            #expect(run.status == 2, "\(run)")
            #expect(run.errors.contains("there is a file already, which is no "), "\(run)")
            #expect(try bench.folder.read(name) == "name,phone\nAnn,1\n")
            #expect(bench.provider.messages.count == 2)
        }

        @Test(arguments: outputs)
        func `an empty file and our own output are replaced`(
            _ words: String,
            _ name: String
        ) async throws {
            let bench = try await Self.benchWithReport()
            try bench.folder.write("", to: name)
            for _ in 1...2 {
                let again = words.contains("--yes") ? "--again" : ""
                let run = try await bench.shell(#""$SMS" \#(words) \#(again)"#)
                #expect(run.status == 0, "\(run)")
                #expect(try !bench.folder.read(name).isEmpty)
            }
        }

        @Test func `a list that changes while it is sent still has its report`() async throws {
            let note = String(repeating: "x", count: 700)
            let rows = (0..<2000).map {
                "Ann,+1202555\(String($0 + 10_000).dropFirst()),\(note)"
            }
            let list = "first_name,phone,note\n" + rows.joined(separator: "\n") + "\n"
            let folder = try ScratchFolder()
            let path = try folder.write(list, to: "list.csv")
            let provider = try PlivoServer { request, _ in
                // With the first message somebody saves the list, shorter, in its place.
                if request.message != nil {
                    let file = try? FileHandle(forWritingTo: URL(filePath: path))
                    try? file?.truncate(atOffset: 300_000)
                    try? file?.close()
                }
                return nil
            }
            var configuration = Configuration()
            configuration.lookupMode = "never"
            let bench = try Bench(configuration, provider: provider)
            let run = try await bench.shell(
                #""$SMS" send \#(path) --template message.txt --yes --report out.csv"#
            )
            #expect(run.status == 3, "\(run)")
            #expect(run.errors.contains("the file changed while it was being worked on"), "\(run)")
            let report = try bench.report("out.csv")
            #expect(report["row"] == (1...2000).map(String.init))
            let sent = report.fates.count { $0 == "sent" }
            #expect(sent == bench.provider.messages.count && sent > 0)
            #expect(report.fates.count { $0 == "pending stopped" } == 2000 - sent)
        }

        @Test(arguments: [
            "send /dev/zero --template message.txt --yes --report out.csv --campaign c",
            "send - --template message.txt --yes --report out.csv --campaign c < /dev/zero",
            "send /dev/stdin --message Hi --yes --report out.csv --campaign c < /dev/zero",
            "send list.csv --template /dev/zero --yes",
            "send list.csv --message Hi --config /dev/zero",
            "lookup - --offline < /dev/zero", "opt-outs import /dev/zero", "report /dev/urandom",
            "status list --report /dev/zero",
        ])
        func `a device is no list, no template and no configuration`(
            _ words: String
        ) async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            let requests = bench.provider.requests.count
            let run = try await bench.shell(#"timeout 20 "$SMS" \#(words)"#)
            #expect(run.status == 2, "\(run)")
            #expect(run.errors.contains("this is a device"), "\(run)")
            #expect(bench.provider.requests.count == requests)
        }

        @Test(arguments: [
            "send - --template message.txt --yes --report out.csv --campaign c",
            "send /dev/stdin --template message.txt --yes --report out.csv --campaign c",
            "lookup - --offline",
        ])
        func `a pipe without end and without lines is given up`(_ words: String) async throws {
            let bench = try Bench()
            let run = try await bench.shell(#"cat /dev/zero | timeout 60 "$SMS" \#(words)"#)
            #expect(run.status == 2, "\(run)")
            #expect(run.errors.contains("have no line end"), "\(run)")
            #expect(bench.provider.requests.isEmpty)
        }

        @Test func `a suppression list that is a device is refused`() async throws {
            var configuration = Configuration()
            configuration.more = #""suppressionLists": ["/dev/zero"],"#
            let bench = try Bench(configuration)
            try await bench.expectRefusal(Bench.send, saying: ["/dev/zero", "this is a device"])
        }
    }
}
