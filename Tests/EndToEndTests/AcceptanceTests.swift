// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A whole campaign against a provider that shares no code with the program; see
    /// `Tests/Acceptance/README.md`.
    @Suite struct AcceptanceTests {
        /// Whether the thread sanitizer makes everything slower, known by its runtime.
        private static let isSanitized = dlsym(dlopen(nil, RTLD_NOW), "__tsan_init") != nil
        private static let rows = isSanitized ? "500" : "2000"
        /// How late a request may be recorded, and how much of the rate is to be used.
        ///
        /// Among other tests the machine is not the campaign's alone; `.ci/run` runs this test by
        /// itself, and strictly.
        private static let tolerance =
            isStrict ? ["--jitter-ms", "25"] : ["--jitter-ms", "80", "--least-use", "0.85"]
        private static let isStrict =
            ProcessInfo.processInfo.environment["SMS_CAMPAIGN_STRICT_RATES"] == "1"

        private let python = BuiltBinary(path: "/usr/bin/env")
        private let folder: ScratchFolder

        init() throws {
            folder = try ScratchFolder()
        }

        @Test
        func
            `each mobile gets its own text once, no landline any, and both rates are kept`()
            async throws
        {
            let made = try await script(
                "make_recipients.py",
                ["--rows", Self.rows, "--seed", "1", "--out", folder.path]
            )
            try #require(made.status == 0, "\(made)")
            let lookAlike = try python.start(
                Self.words(
                    "plivo_lookalike.py",
                    [
                        "--numbers", folder.file("numbers.json"), "--record",
                        folder.file("record.jsonl"),
                    ]
                ),
                limit: .seconds(300)
            )
            defer { lookAlike.signal(SIGTERM) }
            try await lookAlike.waitFor("\n", on: .output)
            let port = lookAlike.textSoFar(on: .output).trimmingCharacters(
                in: .whitespacesAndNewlines
            )
            try folder.write(Self.configuration(port: port), to: "config.json")
            let run = try await BuiltBinary.find().run(
                [
                    "send", "recipients.csv", "--template", "template.txt", "--report",
                    "report.csv", "--yes",
                ],
                directory: folder.path,
                limit: .seconds(240)
            )
            #expect(run.status == 0, "\(run)")
            let verdict = try await check()
            #expect(
                verdict.status == 0 && verdict.output.contains("right:"),
                "\(verdict.output)\(verdict.errors)"
            )
        }

        private func check() async throws -> FinishedRun {
            let files = [
                "--list", folder.path, "--record", folder.file("record.jsonl"), "--report",
                folder.file("report.csv"),
            ]
            return try await script(
                "check_campaign.py",
                files + ["--lookup-rate", "200", "--send-rate", "80"] + Self.tolerance
            )
        }

        private func script(_ name: String, _ words: [String]) async throws -> FinishedRun {
            try await python.run(Self.words(name, words))
        }

        /// The look-alike is run by `env`, which becomes it: its process id is the one that is
        /// ended.
        private static func words(_ name: String, _ words: [String]) -> [String] {
            let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent()
            return ["python3", "-B", tests.appendingPathComponent("Acceptance/\(name)").path]
                + words
        }

        private static func configuration(port: String) -> String {
            """
            {
              "provider": "plivo", "from": "+12025550100", "defaultRegion": "US", "ledger": \
            "ledger.sqlite",
              "lookup": { "ratePerSecond": 200 }, "send": { "ratePerSecond": 80 },
              "providers": {
                "plivo": {
                  "authID": "MALOOKALIKE000000000", "authToken": "look-alike-token",
                  "baseURL": "http://127.0.0.1:\(port)", "lookupBaseURL": "http://127.0.0.1:\(port)"
                }
              }
            }
            """
        }
    }
}
