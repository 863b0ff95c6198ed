// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

extension EndToEnd {
    /// Rows that are left out by what the list says of them: consent, and `--where`.
    @Suite struct RowChoiceTests {
        private static let list = """
            name,phone,City,SMS consent
            Ann,(202) 555-0101,Berlin,yes
            Bob,+12025550102,Bonn,no
            Cyd,+12025550103, BERLIN ,1
            Dan,+12025550104,,
            Eve,12,Bonn,no
            Fay,+12025550103,Bonn,yes

            """

        private func makeBench(_ more: String = "") throws -> Bench {
            var configuration = Configuration()
            configuration.lookupMode = "never"
            configuration.more = more
            let bench = try Bench(configuration)
            try bench.folder.write(Self.list, to: "list.csv")
            return bench
        }

        private static let consent =
            #""columns": { "consent": { "column": "sms_consent", "textIf": ["yes", "1"] } },"#
        private static let send = [
            "send", "list.csv", "--message", "Hi {{name}}. Reply STOP.", "--yes",
        ]

        @Test func `who has not agreed gets no message`() async throws {
            let bench = try makeBench(Self.consent)
            let run = try await bench.run(Self.send)
            #expect(run.status == 0 && !run.errors.contains("not looked at"), "\(run)")
            #expect(bench.provider.recipients.sorted() == ["+12025550101", "+12025550103"])
            #expect(
                try bench.report().fates == [
                    "sent", "skipped no_consent", "sent", "skipped no_consent",
                    "skipped no_consent", "skipped duplicate",
                ])
        }

        @Test func `a consent column that nobody looks at is warned of with its values`()
            async throws
        {
            let bench = try makeBench()
            let run = try await bench.run(Self.send)
            let page = ForeignTextTests.plain(run.errors)
            #expect(page.contains("“SMS consent” may say who wants no message"), "\(run)")
            #expect(page.contains("it has: empty 1, “1” 1, “no” 1, “yes” 1."), "\(run)")
            #expect(run.status == 0 && bench.provider.messages.count == 4)
        }

        @Test func `a consent column that is not there ends the run`() async throws {
            let bench = try makeBench(Self.consent.replacing("sms_consent", with: "SMS consnt"))
            try await bench.expectRefusal(
                Self.send, saying: ["no column “SMS consnt”; did you mean “SMS consent”?"])
        }

        @Test func `only rows that fulfil every condition get a message`() async throws {
            let bench = try makeBench()
            let run = try await bench.run(
                Self.send + ["--where", "city=berlin", "--where", "SMS consent!=yes"])
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.recipients == ["+12025550103"])
            #expect(
                ForeignTextTests.plain(run.errors).contains(
                    "selected 1 of 6 rows by city=berlin and SMS consent!=yes"), "\(run)")
            let fates = try bench.report().fates
            #expect(
                fates == ["skipped not_selected", "skipped not_selected", "sent"]
                    + Array(repeating: "skipped not_selected", count: 3))
        }

        @Test
        func `another condition goes on with the campaign, and who was messaged stays messaged`()
            async throws
        {
            let bench = try makeBench()
            #expect(try await bench.run(Self.send + ["--where", "city=berlin"]).status == 0)
            #expect(bench.provider.recipients.sorted() == ["+12025550101", "+12025550103"])
            let run = try await bench.run(
                Self.send + ["--where", "city is not empty", "--where", "city!=berlin"])
            #expect(run.status == 0, "\(run)")
            #expect(
                ForeignTextTests.plain(run.errors).contains(
                    "2 rows of earlier runs stay as they are, 2 of them not selected now"), "\(run)"
            )
            #expect(
                bench.provider.recipients.sorted() == [
                    "+12025550101", "+12025550102", "+12025550103",
                ])
            #expect(
                try bench.report().fates == [
                    "sent", "sent", "sent", "skipped not_selected", "skipped invalid_number",
                    "skipped duplicate",
                ])
        }

        @Test(arguments: [
            (["--where", "Ctiy=Berlin"], "there is no column “Ctiy”; did you mean “City”?"),
            (["--where", "Berlin"], "--where needs COLUMN=VALUE"),
            (["--where", "City>3"], "--where needs COLUMN=VALUE"),
        ])
        func `a condition that means nothing is refused`(more: [String], words: String) async throws
        {
            try await makeBench().expectRefusal(Self.send + more, saying: [words])
        }

        @Test func `a plan knows its conditions`() async throws {
            let bench = try makeBench()
            let plan = Self.send.filter { $0 != "--yes" } + ["--dry-run", "--save-plan", "p.json"]
            #expect(try await bench.run(plan + ["--where", "City=Bonn"]).status == 0)
            try await bench.expectRefusal(
                Self.send + ["--plan", "p.json"],
                saying: ["--where is not given and was “City=Bonn”"])
            let run = try await bench.run(Self.send + ["--plan", "p.json", "--where", "City=Bonn"])
            #expect(run.status == 0, "\(run)")
        }

        @Test func `a number that stands for people without one is named`() async throws {
            let bench = try makeBench()
            let rows = (1...4).map { "P\($0),+12025550111\n" }.joined()
            try bench.folder.write("name,phone\nAnn,+12025550101\n" + rows, to: "list.csv")
            let run = try await bench.run(Self.send)
            #expect(
                ForeignTextTests.plain(run.errors).contains(
                    "4 of 5 rows have the number +12025550111"), "\(run)")
        }

        @Test func `regions that are left out, or have the price for all, are named`() async throws
        {
            let bench = try makeBench(
                #""allowedRegions": ["US", "CA", "GB"], "#
                    + #""prices": { "perSegment": 0.01, "regions": { "GB": 0.04 } },"#
            )
            try bench.folder.write(
                """
                name,phone
                Ann,+12025550101
                Bob,+14165550123
                Cyd,+447400123456
                Dan,+447797712345
                Eve,+17875550123
                Fay,+447781123456

                """, to: "list.csv")
            let page = ForeignTextTests.plain(try await bench.run(Self.send + ["--dry-run"]).errors)
            #expect(
                page.contains(
                    "left out by their region, which “allowedRegions” does not name: "
                        + "GG (1 number), JE (1 number), PR (1 number)"
                ),
                "\(page)")
            #expect(
                page.contains("prices CA (1 message) by the price of “prices.perSegment”"),
                "\(page)")
        }
    }
}
