// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

extension EndToEnd {
    /// What a configuration asks of the texts.
    @Suite struct WordingTests {
        private func makeBench(_ text: String) throws -> Bench {
            var configuration = Configuration()
            configuration.more = #""requireOptOutText": true,"#
            let bench = try Bench(configuration)
            try bench.folder.write(text, to: "message.txt")
            return bench
        }

        @Test func `a text without opt-out wording stops a campaign before its first message`()
            async throws
        {
            let bench = try makeBench("Hi {{first_name}}, see you.")
            try await bench.expectRefusal(
                Bench.send,
                saying: [
                    "3 messages do not tell how to opt out, row 1 (line 2) first",
                    "requireOptOutText",
                ]
            )
        }

        @Test(arguments: [[], ["--lookup", "--yes"]])
        func `a dry run only warns that it would stop`(more: [String]) async throws {
            let bench = try makeBench("Hi {{first_name}}, see you.")
            let words = Bench.send.filter { $0 != "--yes" } + ["--dry-run"] + more
            let run = try await bench.run(words)
            #expect(run.status == 0, "\(run)")
            #expect(
                run.errors.contains("warning: send would stop here: 3 messages do not tell"),
                "\(run)"
            )
        }

        @Test func `with opt-out wording it is sent`() async throws {
            let bench = try makeBench("Hi {{first_name}}, see you. Reply STOP to opt out.")
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(bench.provider.messages.count == 2)
        }
    }
}
