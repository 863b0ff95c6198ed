// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Which columns a list's numbers are read from.
    @Suite struct ColumnTests {
        private static let preview = ["send", "list.csv", "--message", "See you.", "--dry-run"]

        private func folder(with list: String, _ more: String = "") throws -> Bench {
            var configuration = Configuration()
            configuration.more = more
            let bench = try Bench(configuration)
            try bench.folder.write(list, to: "list.csv")
            return bench
        }

        @Test(arguments: ["phone", "Mobile", "Handynummer", "Phone 1 - Value"])
        func `the plan names the column that was found`(name: String) async throws {
            let bench = try folder(with: "name,\(name)\nAnn,202-555-0101\nBob,202-555-0102\n")
            let run = try await bench.run(Self.preview)
            #expect(run.status == 0, "\(run)")
            #expect(run.errors.contains("from the phone column “\(name)”\n"), "\(run.errors)")
            #expect(try bench.report("list-preview.csv")["status"] == ["would_send", "would_send"])
        }

        @Test func `an office and a mobile column ask, and a word decides`() async throws {
            let list = "name,Phone,Mobile Number\nAnn,202-555-0150,202-555-0101\n"
            let bench = try folder(with: list)
            try await bench.expectRefusal(
                Bench.send,
                saying: ["“Phone”, “Mobile Number”", "--phone-column or “columns.phone”"]
            )
            let words = ["send", "list.csv", "--message", "See you.", "--yes"]
            let run = try await bench.run(words + ["--phone-column", "Mobile Number"])
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.recipients == ["+12025550101"])
            let configured = try folder(
                with: list, "\"columns\": { \"phone\": \"Mobile Number\" },")
            #expect(try await configured.run(words).status == 0)
            #expect(configured.provider.recipients == ["+12025550101"])
        }

        private static let phones = """
            first_name,Mobile,Home Phone
            Ann,202-555-0101,202-555-0111
            Ben,,202-555-0102
            Cyd,n/a,202-555-0103
            Dan,+44 20 7946 0123,202-555-0104
            Eve,202-555-0101,202-555-0105
            Fay,,

            """
        private static let two = "\"columns\": { \"phone\": [\"Mobile\", \"Home Phone\"] },"

        @Test func `the next phone is used where one is none, and the report says which`()
            async throws
        {
            let bench = try folder(with: Self.phones, Self.two)
            let preview = try await bench.run(Self.preview)
            let page = preview.errors.split { $0.isWhitespace }.joined(separator: " ")
            #expect(
                page.contains(
                    "from the phone columns “Mobile” (1 message), else “Home Phone” (3 messages)"
                ),
                "\(preview.errors)"
            )
            #expect(try await bench.run(Bench.send).status == 0)
            let report = try bench.report()
            #expect(
                report["number"] == [
                    "+12025550101", "+12025550102", "+12025550103", "+12025550104",
                    "+12025550101", "",
                ]
            )
            #expect(
                report["phone_column"] == [
                    "Mobile", "Home Phone", "Home Phone", "Home Phone", "Mobile", "Mobile",
                ]
            )
            #expect(
                report.fates == [
                    "sent", "sent", "sent", "sent", "skipped duplicate", "skipped invalid_number",
                ]
            )
            let place = try #require(report.header.firstIndex(of: "updated_at"))
            #expect(report.header[place + 1] == "phone_column")
            #expect(report.header.suffix(3) == ["first_name", "Mobile", "Home Phone"])
        }

        @Test func `whoever was messaged on the second phone gets none on a corrected first one`()
            async throws
        {
            let bench = try folder(with: Self.phones, Self.two)
            #expect(try await bench.run(Bench.send).status == 0)
            let corrected = Self.phones.replacing("Ben,,", with: "Ben,202-555-0122,")
            try bench.folder.write(corrected, to: "list.csv")
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.messages.count == 4)
            #expect(try bench.report()["number"][1] == "+12025550102")
        }

        @Test func `a landline that a lookup found makes the next run try the next phone`()
            async throws
        {
            let list = "first_name,Mobile,Home Phone\nAnn,202-555-0150,202-555-0101\n"
            let bench = try folder(with: list, Self.two)
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(try bench.report().fates == ["skipped fixed_line"])
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(bench.provider.recipients == ["+12025550101"])
            #expect(try bench.report()["phone_column"] == ["Home Phone"])
        }

        @Test func `a report of several phones may be a list again`() async throws {
            let bench = try folder(with: Self.phones, Self.two)
            #expect(try await bench.run(Bench.send).status == 0)
            let words = ["--message", "Bye {{first_name}}", "--campaign", "bye", "--yes"]
            let run = try await bench.run(["send", "list-report.csv"] + words)
            #expect(run.status == 0, "\(run)")
            let (first, second) = (try bench.report(), try bench.report("list-report-report.csv"))
            #expect(second.header == first.header)
            for column in ["number", "phone_column", "Home Phone"] {
                #expect(second[column] == first[column])
            }
            // Without the configured columns its phone column holds the phones that were used.
            try bench.write(Configuration())
            let third = ["send", "list-report.csv", "--dry-run"] + words.prefix(2)
            #expect(try await bench.run(third + ["--campaign", "third"]).status == 0)
            let preview = try bench.report("list-report-preview.csv")
            #expect(preview["number"] == first["number"])
            #expect(!preview.header.contains("phone_column"))
        }

        private static let countries = """
            name,country,phone
            Ann,United Kingdom,07400 123456
            Ben,Deutschland,0171 3920034
            Cyd,,202-555-0101
            Dan,US,202-555-0102
            Eve,Narnia,202-555-0103
            Fay,Narnia,+12025550104

            """

        @Test func `a column of countries reads each number as its country writes it`()
            async throws
        {
            let bench = try folder(with: Self.countries)
            let run = try await bench.run(Self.preview)
            #expect(run.status == 0, "\(run)")
            let report = try bench.report("list-preview.csv")
            #expect(
                report["number"] == [
                    "+447400123456", "+491713920034", "+12025550101", "+12025550102", "",
                    "+12025550104",
                ]
            )
            #expect(report["reason"][4] == "invalid_number")
            #expect(report["detail"][4].contains("“Narnia”"))
            let page = run.errors.split { $0.isWhitespace }.joined(separator: " ")
            #expect(
                page.contains(
                    "by the column “country”: 3 numbers are read in another way by it; "
                        + "1 row has nothing there, read as US"
                ),
                "\(run.errors)"
            )
            #expect(page.contains("1 row names no country there, first “Narnia” in row 5 (line 6)"))
        }

        @Test func `a column of countries that spoils numbers is not used, unless it is named`()
            async throws
        {
            let list = "name,region,phone\nAnn,North,202-555-0101\nBob,South,202-555-0102\n"
            let found = try folder(with: list)
            let run = try await found.run(Self.preview)
            #expect(
                try found.report("list-preview.csv")["number"] == ["+12025550101", "+12025550102"])
            let page = run.errors.split { $0.isWhitespace }.joined(separator: " ")
            #expect(
                page.contains(
                    "the column “region” is not used to read numbers: by it 0 of them would exist "
                        + "and without it 2"
                ),
                "\(run.errors)"
            )
            let named = try folder(with: list, "\"columns\": { \"region\": \"region\" },")
            #expect(try await named.run(Self.preview).status == 0)
            #expect(
                try named.report("list-preview.csv")["reason"]
                    == ["invalid_number", "invalid_number"]
            )
        }

        @Test func `a report as a list is read by the same countries`() async throws {
            let bench = try folder(with: "region,phone\nGB,07400 123456\nDE,0171 3920034\n")
            let words = ["--message", "See you.", "--dry-run"]
            #expect(try await bench.run(["send", "list.csv"] + words).status == 0)
            let first = try bench.report("list-preview.csv")
            let again = try await bench.run(["send", "list-preview.csv"] + words)
            #expect(again.status == 0, "\(again)")
            let second = try bench.report("list-preview-preview.csv")
            #expect(first["number"] == ["+447400123456", "+491713920034"])
            #expect(second["number"] == first["number"] && second.header == first.header)
        }

        @Test func `a column of countries that is not there is an error`() async throws {
            let bench = try folder(
                with:
                    "country,phone\nUS,2025550101\n", "\"columns\": { \"region\": \"contry\" },")
            try await bench.expectRefusal(
                Bench.send,
                saying: ["“contry”", "did you mean “country”?"]
            )
        }

        @Test func `a found column without numbers is refused with the one that has them`()
            async throws
        {
            let bench = try folder(with: "contact,Reached at\nAnn,202-555-0101\nBob,202-555-0102\n")
            try await bench.expectRefusal(
                Bench.send,
                saying: [
                    "“contact”", "are no numbers; those of “Reached at” are", "--phone-column",
                ]
            )
        }
    }
}
