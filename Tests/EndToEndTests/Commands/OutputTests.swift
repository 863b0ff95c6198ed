// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// What comes through standard output and standard error.
    @Suite struct OutputTests {
        /// Whether there is a tool that runs a program on a terminal of its own; elsewhere `script`
        /// takes other words.
        private static let canPretend: Bool = {
            #if os(Linux)
            FileManager.default.isExecutableFile(atPath: "/usr/bin/script")
            #else
            false
            #endif
        }()

        private static let keys = [
            "campaign", "dryRun", "provider", "rows", "counts", "reasons", "lookups", "segments",
            "estimatedCost",
            "currency", "durationSeconds", "report", "exit",
        ]

        @Test(arguments: [[], ["--dry-run"], ["--dry-run", "--lookup"]])
        func `the JSON summary is one object with the promised keys in order`(
            _ more: [String]
        ) async throws {
            var configuration = Configuration()
            configuration.more =
                #""prices": { "perLookup": 0.005, "perSegment": 0.0079, "currency": "USD" },"#
            let bench = try Bench(configuration)
            let run = try await bench.run(Bench.send + ["--json"] + more)
            #expect(run.status == 0, "\(run)")
            let object = try run.json()
            #expect(object.keys.sorted() == Self.keys.sorted(), "\(run.output)")
            let places = Self.keys.compactMap {
                run.output.firstRange(of: "\"\($0)\":")?.lowerBound
            }
            #expect(places == places.sorted(), "\(run.output)")
            #expect(object["rows"] as? Int == 3)
            #expect(object["dryRun"] as? Bool == !more.isEmpty)
            #expect(object["exit"] as? Int == 0)
        }

        @Test func `the JSON summary counts what was sent`() async throws {
            let bench = try Bench()
            let counts =
                try await bench.run(Bench.send + ["--json"]).json()["counts"] as? [String: Int]
            #expect(
                counts == ["sent": 2, "skipped": 1, "failed": 0, "unconfirmed": 0, "pending": 0]
            )
        }

        @Test func `without a terminal there is no colour and no line that is drawn over`()
            async throws
        {
            let bench = try Bench()
            let run = try await bench.run(Bench.send)
            #expect(!(run.output + run.errors).contains("\u{1B}"))
            #expect(!(run.output + run.errors).contains("\r"))
        }

        @Test(.enabled(if: canPretend, "needs util-linux's script"))
        func `on a terminal there is colour, unless NO_COLOR says otherwise`() async throws {
            var bench = try Bench()
            let words =
                #"script -qec "$SMS send list.csv --template message.txt --dry-run" /dev/null "#
                + #"</dev/null"#
            bench.environment["TERM"] = "xterm"
            #expect(try await bench.shell(words).output.contains("\u{1B}["))
            bench.environment["NO_COLOR"] = "1"
            #expect(try await !bench.shell(words).output.contains("\u{1B}["))
        }

        @Test func `quiet leaves the result alone`() async throws {
            let bench = try Bench()
            let run = try await bench.run(Bench.send + ["--quiet"])
            #expect(run.status == 0)
            #expect(!run.errors.contains("Plan for"), "\(run.errors)")
            #expect(run.output.contains("3 recipients"), "\(run.output)")
        }

        @Test func `without a terminal and without a yes nothing is sent`() async throws {
            let bench = try Bench()
            let run = try await bench.run(Bench.send.filter { $0 != "--yes" })
            #expect(run.status == 2)
            #expect(run.errors.contains("add --yes"), "\(run)")
            #expect(bench.provider.requests.isEmpty)
            #expect(try bench.files()["ledger.sqlite"] == nil)
        }

        @Test(
            .enabled(if: canPretend, "needs util-linux's script"),
            arguments: [("y", 0, 2), ("n", 2, 0), ("", 2, 0)] as [(String, Int32, Int)]
        )
        func `on a terminal it asks, and does as it is told`(
            _ answer: String,
            _ status: Int32,
            _ sent: Int
        ) async throws {
            let bench = try Bench()
            let run = try await bench.shell(
                #"printf '\#(answer)\n' | script -qec "$SMS send list.csv --template message.txt" "#
                    + #"/dev/null"#
            )
            #expect(run.status == status, "\(run)")
            #expect(run.output.contains("Send to up to 3 recipients"), "\(run)")
            #expect(bench.provider.messages.count == sent)
        }

        @Test(
            arguments: [
                (">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("2> /dev/full", 0), ("| true", 0),
                // The summary is lost: whoever reads the code alone is not to believe it is there.
                ("> /dev/full", 1), (">> /dev/full 2>&-", 1), ("--json > /dev/full", 1),
            ] as [(String, Int32)]
        )
        func `closed and full streams do not end a run`(
            _ redirection: String,
            _ status: Int32
        ) async throws {
            let bench = try Bench()
            let words = #""$SMS" send list.csv --template message.txt --yes \#(redirection)"#
            let run = try await bench.shell("set -o pipefail; " + words)
            #expect(run.status == status, "\(run)")
            #expect(bench.provider.recipients == ["+12025550101", "+12025550102"])
            #expect(try bench.report().fates == ["sent", "skipped fixed_line", "sent"])
        }

        @Test(arguments: [
            "--help", "--version", "send --help", "send list.csv --message Hi --dry-run",
            "report list-report.csv", "report list-report.csv --json",
            "reconcile list --json", "campaigns", "campaigns --json", "opt-outs list",
            "lookup +12025550101 --offline", "lookup +12025550101 --offline --json",
        ])
        func `a result that is lost on a full disk is no success`(_ words: String) async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            let run = try await bench.shell(#""$SMS" \#(words) > /dev/full"#)
            #expect(run.status == 1, "\(run)")
            #expect(
                run.errors.contains(
                    "error: standard output could not be written to its end: "
                        + "No space left on device"
                ),
                "\(run)"
            )
        }

        @Test func `a result that is lost leaves a worse ending as it is`() async throws {
            let bench = try Bench(provider: try PlivoServer { _, _ in .json("{}", status: 401) })
            let run = try await bench.shell(
                #""$SMS" send list.csv --template message.txt --yes > /dev/full"#
            )
            #expect(run.status == 3, "\(run)")
        }

        @Test func `the texts are in the report where they are asked for`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(try !bench.report().header.contains("message"))
            #expect(try await bench.run(Bench.send + ["--include-messages"]).status == 0)
            let report = try bench.report()
            #expect(report.header.last == "message")
            #expect(
                report["message"] == ["Hi Ann, see you.", "Hi Bob, see you.", "Hi Cyd, see you."]
            )
        }

        @Test func `a report is for its owner's eyes alone`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            for name in ["list-report.csv", "ledger.sqlite"] {
                let attributes = try FileManager.default.attributesOfItem(
                    atPath: bench.folder.file(name)
                )
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
            }
        }
    }
}
