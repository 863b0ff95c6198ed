// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// The same command once more.
    @Suite struct SecondRunTests {
        @Test func `a second run sends nothing, and its report shows the whole campaign`()
            async throws
        {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            let first = try bench.report()
            #expect(first.fates == ["sent", "skipped fixed_line", "sent"])
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(run.errors.contains("Nothing is left to send"), "\(run)")
            #expect(bench.provider.recipients == ["+12025550101", "+12025550102"])
            let second = try bench.report()
            #expect(second.fates == first.fates)
            for column in ["message_id", "sent_at", "attempts", "segments", "cost", "provider"] {
                #expect(second[column] == first[column], "\(column)")
            }
        }

        @Test func `where a row failed, a second run fails no other and says so by its exit code`()
            async throws
        {
            let provider = try PlivoServer { request, _ in
                guard request.message?.number == "+12025550102" else { return nil }
                return .json(
                    #"{"api_id": "a", "error": "dst parameter is not a valid phone number"}"#,
                    status: 400
                )
            }
            let bench = try Bench(provider: provider)
            for _ in 1...2 {
                #expect(try await bench.run(Bench.send).status == 1)
                #expect(
                    try bench.report().fates == ["sent", "skipped fixed_line", "failed rejected"]
                )
            }
            #expect(bench.provider.messages.count == 2)
        }

        @Test func `a row whose outcome is not known is left alone`() async throws {
            let provider = try PlivoServer { request, _ in
                request.message?.number == "+12025550102" ? .hangUp : nil
            }
            let bench = try Bench(provider: provider)
            for _ in 1...2 {
                #expect(try await bench.run(Bench.send).status == 1)
                #expect(
                    try bench.report().fates == [
                        "sent", "skipped fixed_line", "unconfirmed connection_lost",
                    ]
                )
            }
            #expect(bench.provider.recipients == ["+12025550101", "+12025550102"])
        }

        @Test func `rows that were added are sent, and rows that are gone leave the report`()
            async throws
        {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            try bench.folder.write(
                "first_name,phone\nCyd,+12025550102\nDan,202 555 0103\n",
                to: "list.csv"
            )
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(bench.provider.recipients == ["+12025550101", "+12025550102", "+12025550103"])
            #expect(try bench.report()["number"] == ["+12025550102", "+12025550103"])
        }

        @Test func `a number that is repaired in the list is sent, and nobody else`() async throws {
            let bench = try Bench()
            try bench.folder.write(
                Bench.list.replacing("+12025550102", with: "n/a"),
                to: "list.csv"
            )
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(try bench.report().fates.last == "skipped invalid_number")
            try bench.folder.write(Bench.list, to: "list.csv")
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(bench.provider.recipients == ["+12025550101", "+12025550102"])
        }

        @Test func `a limit leaves rows for the next run, and is no failure`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send + ["--limit", "1"]).status == 0)
            #expect(try bench.report().fates == ["sent", "pending limit", "pending limit"])
            #expect(bench.provider.recipients == ["+12025550101"])
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(try bench.report().fates == ["sent", "skipped fixed_line", "sent"])
            #expect(bench.provider.recipients == ["+12025550101", "+12025550102"])
        }

        @Test func `without its ledger a campaign with a report is not begun again`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            for name in try bench.files().keys where name.hasPrefix("ledger") {
                try FileManager.default.removeItem(atPath: bench.folder.file(name))
            }
            try await bench.expectRefusal(Bench.send, saying: ["list-report.csv", "--new-ledger"])
            let preview = try await bench.run(Bench.send + ["--dry-run"])
            #expect(
                preview.status == 0 && preview.errors.contains("warning: send would stop here"),
                "\(preview)"
            )
            let run = try await bench.run(Bench.send + ["--new-ledger"])
            #expect(run.status == 0, "\(run)")
            #expect(run.errors.contains("new ledger"), "\(run)")
            #expect(bench.provider.messages.count == 4)
        }

        @Test func `a rehearsal's report does not stand in the way of the real campaign`()
            async throws
        {
            var configuration = Configuration()
            configuration.provider = "sandbox"
            let bench = try Bench(configuration)
            #expect(try await bench.run(Bench.send).status == 0)
            try bench.write(Configuration())
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.messages.count == 2)
        }
    }
}
