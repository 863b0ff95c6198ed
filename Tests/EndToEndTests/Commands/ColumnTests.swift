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
