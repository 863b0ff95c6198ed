// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct LookupCommandRunTests {
        private static let offlineAnswer =
            #"{"input":"(202) 555-0123","number":"+12025550123","valid":true,"region":"US","#
            + #""line_type":"fixed_line_or_mobile","#
            + #""line_type_source":"plan","carrier":null,"time_zones":["America/New_York"]}"#

        private let offline = ["lookup", "--offline", "--region", "US"]

        @Test func `offline answers come from the plan alone, without a configuration`()
            async throws
        {
            let bench = try Bench()
            try FileManager.default.removeItem(atPath: bench.folder.file("config.json"))
            let run = try await bench.run(offline + ["--json", "(202) 555-0123"])
            #expect(run.status == 0, "\(run)")
            #expect(Self.plain(run.output) == Self.offlineAnswer + "\n")
        }

        @Test func `numbers may come through standard input, one a line`() async throws {
            let bench = try Bench()
            let run = try await bench.run(
                offline + ["-"],
                input: "+442079460123\r\n\n202-555-0123\nnobody\n"
            )
            #expect(run.status == 0, "\(run)")
            let lines = run.output.split(separator: "\n")
            try #require(lines.count == 3, "\(run.output)")
            #expect(
                lines[0].contains("+442079460123") && lines[0].contains("GB")
                    && lines[0].contains("fixed_line")
            )
            #expect(lines[1].contains("+12025550123"))
            #expect(lines[2].contains("nobody"))
        }

        @Test(arguments: [[], ["--repair"]])
        func `an extension is told where one is written`(more: [String]) async throws {
            let words = offline + ["--json", "202-555-0131 ext 5", "202-555-0131"] + more
            let run = try await Bench().run(words)
            let answers = try run.jsonLines()
            #expect(answers.map { $0["extension"] as? String } == ["5", nil], "\(run.output)")
            #expect(answers.map { $0["number"] as? String } == ["+12025550131", "+12025550131"])
            let text = try await Bench().run(offline + ["202-555-0131 ext 5"]).output
            #expect(text.contains("extension 5"), "\(text)")
        }

        @Test func `a second number is no extension of the first`() async throws {
            let words = offline + ["--json", "2025550129;2025550130", "202-555-0131;ext=1234"]
            let run = try await Bench().run(words)
            let answers = try run.jsonLines()
            #expect(answers.map { $0["extension"] as? String } == [nil, "1234"], "\(run.output)")
            let problem = answers[0]["problem"] as? String
            #expect(
                problem == "this is more than one number" && answers[1]["problem"] == nil)
        }

        @Test func `what is no number is an answer too`() async throws {
            let run = try await Bench().run(offline + ["--json", "nobody", "+1202555"])
            #expect(run.status == 0)
            let answers = try run.jsonLines()
            #expect(answers.map { $0["valid"] as? Bool } == [false, false])
            #expect(answers.allSatisfy { $0["problem"] is String }, "\(run.output)")
            #expect(answers[0]["number"] is NSNull)
        }

        @Test func `a paid lookup asks the provider once, and the memory the second time`()
            async throws
        {
            let bench = try Bench()
            let words = ["lookup", "--json", "+12025550101", "+12025550150", "202-555-0101"]
            let first = try await bench.run(words)
            #expect(first.status == 0, "\(first)")
            #expect(
                first.errors.contains(
                    "A new ledger was made: \(bench.folder.file("ledger.sqlite"))"
                ),
                "\(first)"
            )
            #expect(bench.provider.lookups.sorted() == ["+12025550101", "+12025550150"])
            let types = try first.jsonLines().map { $0["line_type"] as? String }
            #expect(types == ["mobile", "fixed_line", "mobile"])
            #expect(
                try first.jsonLines().allSatisfy { $0["line_type_source"] as? String == "lookup" }
            )
            let second = try await bench.run(words)
            #expect(bench.provider.lookups.count == 2 && !second.errors.contains("new ledger"))
            #expect(
                try second.jsonLines().allSatisfy { $0["line_type_source"] as? String == "cache" }
            )
            #expect(
                try second.jsonLines().map { $0["carrier"] as? String }
                    == Array(repeating: "Test Carrier", count: 3)
            )
        }

        @Test func `more than ten paid lookups are asked about first`() async throws {
            let bench = try Bench()
            let numbers = (101...111).map { "+12025550\($0)" }
            try await bench.expectRefusal(["lookup"] + numbers, saying: ["--yes"])
            #expect(try await bench.run(["lookup", "--yes"] + numbers).status == 0)
            #expect(bench.provider.lookups.count == 11)
        }

        @Test func `refused credentials end it with exit 3 and a sentence`() async throws {
            let provider = try PlivoServer { _, _ in
                .json(#"{"api_id": "a", "error": "authentication failed"}"#, status: 401)
            }
            let run = try await Bench(provider: provider).run(["lookup", "+12025550101"])
            #expect(run.status == 3, "\(run)")
            #expect(run.errors.contains("plivo refused the credentials"), "\(run)")
        }

        @Test(arguments: [
            (["lookup"], "which number?"), (["lookup", "-", "+12025550101"], "exclude each other"),
            (["lookup", "--region", "XX", "1"], "--region"),
            (["lookup", "--offlin", "1"], "did you mean --offline?"),
        ])
        func `a wrong command line is refused with a sentence`(
            _ words: [String],
            _ part: String
        ) async throws {
            try await Bench().expectRefusal(words, saying: [part])
        }

        /// JSON lines without the spaces between their parts.
        private static func plain(_ text: String) -> String {
            text.replacing("\": ", with: "\":").replacing(", \"", with: ",\"").replacing(
                "{ ",
                with: "{"
            ).replacing(
                " }",
                with: "}"
            )
        }
    }
}
