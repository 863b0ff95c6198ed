// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

extension EndToEnd {
    /// Texts that were written for another program, and values that nobody would send.
    @Suite struct ForeignTextTests {
        private static func words(_ text: String, _ more: [String] = []) -> [String] {
            ["send", "list.csv", "--message", text] + more
        }

        private static let foreign = "Hi [First Name], see {phone}. Reply STOP."

        @Test
        func `a column in another program's notation stops a campaign before its first message`()
            async throws
        {
            try await Bench().expectRefusal(
                Self.words(Self.foreign, ["--yes"]),
                saying: [
                    "[First Name] and {phone}", "write {{first_name}} and {{phone}}", "--literal",
                ])
        }

        @Test func `a test message stops at it as well`() async throws {
            try await Bench().expectRefusal(
                Self.words(Self.foreign, ["--yes", "--test-to", "+12025550101"]),
                saying: ["write {{first_name}}"])
        }

        @Test(arguments: [[], ["--lookup", "--yes"]])
        func `a dry run only warns that it would stop`(more: [String]) async throws {
            let run = try await Bench().run(Self.words(Self.foreign, ["--dry-run"] + more))
            #expect(run.status == 0, "\(run)")
            #expect(
                run.errors.contains("warning: send would stop here: the text has [First Name]"),
                "\(run)")
        }

        @Test func `with --literal it is sent as it is written`() async throws {
            let bench = try Bench()
            let preview = try await bench.run(
                Self.words(Self.foreign, ["--dry-run", "--literal", "--save-plan", "plan.json"]))
            #expect(preview.status == 0 && !preview.errors.contains("would stop"), "\(preview)")
            #expect(preview.errors.contains("out as written"), "\(preview)")
            let other = try await bench.run(
                Self.words(
                    Self.foreign.replacing("[First Name]", with: "you").replacing(
                        "{phone}", with: "it"), ["--yes", "--plan", "plan.json"]))
            #expect(other.status == 2 && other.errors.contains("the template changed"), "\(other)")
            let run = try await bench.run(
                Self.words(Self.foreign, ["--yes", "--literal", "--plan", "plan.json"]))
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.messages.count == 2)
        }

        @Test(arguments: [
            (
                "Hi *|FNAME|*. Reply STOP.",
                "“*|FNAME|*” looks like a placeholder of another program"
            ),
            ("Hi {frist_name}. Reply STOP.", "did you mean {{first_name}}?"),
            ("Hi\\nthere%0aReply STOP", "“\\n” and “%0a” go out as written; for a new line press"),
            ("Rock &amp; roll. Reply STOP", "“&amp;” goes out as written; write the character"),
        ])
        func `what no column is named is a warning only`(text: String, words: String) async throws {
            let run = try await Bench().run(Self.words(text, ["--dry-run"]))
            #expect(run.status == 0 && Self.plain(run.errors).contains(words), "\(run)")
        }

        @Test func `braces that a backslash makes text are meant`() async throws {
            let run = try await Bench().run(
                Self.words("Hi \\{first_name\\}. Reply STOP.", ["--dry-run"]))
            #expect(run.status == 0 && !run.errors.contains("written"), "\(run)")
        }

        private static let list = """
            first_name,phone
            NULL,(202) 555-0101
            ZoÃ«,+12025550102
            n/a,+12025550103
            Ann,+12025550104

            """
        private static let message = [
            "send", "list.csv", "--message", "Hi {{first_name | default: there}}. Reply STOP.",
        ]

        @Test
        func `values that say nothing, and broken letters, are warned of with their first row`()
            async throws
        {
            let bench = try Bench()
            try bench.folder.write(Self.list, to: "list.csv")
            let run = try await bench.run(Self.message + ["--dry-run"])
            let page = Self.plain(run.errors)
            #expect(
                page.contains(
                    "2 messages, first row 1 (line 2), say “NULL” and “n/a” (the first in the "
                        + "column “first_name”), which stand for no value; “message.emptyWords”"
                ), "\(run)")
            #expect(
                page.contains(
                    "1 message, row 2 (line 3), has broken letters from the list: “ZoÃ«”"),
                "\(run)")
        }

        @Test func `words that the configuration makes empty leave their place to the default`()
            async throws
        {
            var configuration = Configuration()
            configuration.more = #""message": { "emptyWords": ["NULL", "N/A"] },"#
            let bench = try Bench(configuration)
            try bench.folder.write(Self.list, to: "list.csv")
            let run = try await bench.run(Self.message + ["--dry-run"])
            #expect(run.status == 0 && !run.errors.contains("stand for no value"), "\(run)")
            let texts = try bench.report("list-preview.csv")["message"]
            #expect(
                texts == [
                    "Hi there. Reply STOP.", "Hi ZoÃ«. Reply STOP.", "Hi there. Reply STOP.",
                    "Hi Ann. Reply STOP.",
                ])
        }

        /// The page without its line breaks.
        static func plain(_ page: String) -> String {
            page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }
}
