// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Lists of people who get no message.
    @Suite struct SuppressionListTests {
        /// A bench in which `lists/stop.csv` suppresses the second mobile of the list.
        private func makeBench(
            _ contents: String = "phone,since\n202 555 0102,2024\n"
        ) throws -> Bench {
            var configuration = Configuration()
            configuration.more = #""suppressionLists": ["lists/stop.csv"],"#
            let bench = try Bench(configuration)
            try FileManager.default.createDirectory(
                atPath: bench.folder.file("lists"),
                withIntermediateDirectories: false
            )
            try bench.folder.write(contents, to: "lists/stop.csv")
            return bench
        }

        @Test func `who is on a list gets neither a lookup nor a message`() async throws {
            let bench = try makeBench()
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0 && run.output.contains("on a do-not-contact list"), "\(run)")
            let report = try bench.report()
            #expect(report.fates == ["sent", "skipped fixed_line", "skipped suppressed"])
            #expect(report["detail"].last == "the number is on the suppression list lists/stop.csv")
            #expect(bench.provider.recipients == ["+12025550101"])
            #expect(!bench.provider.lookups.contains("+12025550102"))
        }

        @Test func `a dry run shows it, and paths belong to the configuration`() async throws {
            let bench = try makeBench()
            let words = ["send", "\(bench.folder.path)/list.csv", "--message", "Hi", "--dry-run"]
            let run = try await bench.shell(
                "cd temporary && \"$SMS\" \(words.joined(separator: " ")) --config ../config.json "
                    + "--report ../p.csv"
            )
            #expect(run.status == 0, "\(run)")
            #expect(try bench.report("p.csv").fates.last == "skipped suppressed")
        }

        @Test func `who was taken off the list is sent to by the next run`() async throws {
            let bench = try makeBench()
            #expect(try await bench.run(Bench.send).status == 0)
            try bench.folder.write("phone,since\n", to: "lists/stop.csv")
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(try bench.report().fates == ["sent", "skipped fixed_line", "sent"])
        }

        @Test(arguments: [
            ("phone\n2025550102\nhello\n", "lists/stop.csv:3: this entry is no phone number"),
            ("2025550102\nhello\n", "lists/stop.csv:2: this entry is no phone number"),
            ("name,since\nAnn,2024\n", "lists/stop.csv: no column looks like the phone column"),
            ("", "lists/stop.csv: the file is empty"),
            ("phone\n\"2025550102\n", "lists/stop.csv:2: a quote is opened"),
        ])
        func `a list with a mistake stops every run before anything is sent`(
            _ text: String,
            _ words: String
        ) async throws {
            let bench = try makeBench(text)
            try await bench.expectRefusal(Bench.send, saying: [words])
            try await bench.expectRefusal(Bench.send + ["--dry-run"], saying: [words])
        }

        @Test func `a list that is not there stops a run`() async throws {
            let bench = try makeBench()
            try FileManager.default.removeItem(atPath: bench.folder.file("lists/stop.csv"))
            try await bench.expectRefusal(
                Bench.send,
                saying: ["lists/stop.csv: there is no such file"]
            )
        }

        @Test(arguments: ["lists/stop.csv", "./lists/../lists/stop.csv"])
        func `a report never replaces a list`(_ place: String) async throws {
            try await makeBench().expectRefusal(
                Bench.send + ["--report", place],
                saying: ["the report would overwrite the suppression list"]
            )
        }
    }
}
