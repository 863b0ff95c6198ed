// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Configurations with which nothing may be sent.
    @Suite struct BadConfigurationTests {
        @Test(arguments: [
            (
                #""sned": { "ratePerSecond": 1 },"#,
                ["config.json:6: ", "sned", "unknown key", "did you mean \"send\"?"]
            ),
            (
                #""skipLineTypes": ["fixedline"],"#,
                ["config.json:6: ", "skipLineTypes", "fixed_line"]
            ),
            (
                #""prices": { "perLookup": -1 },"#,
                ["config.json:6: ", "prices.perLookup", "out of range"]
            ),
            (
                #""quietHours": { "start": "9 pm", "end": "08:00" },"#,
                ["config.json:6: ", "quietHours.start", "is no time of day"]
            ),
            (#""caps": { "cost": 1 },"#, ["config.json:6: ", "caps.cost", "prices.perSegment"]),
            (#""message": { "maxSegments": 10"#, ["config.json:7:", "comma is missing"]),
        ])
        func `a mistake is named with its line and its key`(
            _ text: String,
            _ parts: [String]
        ) async throws {
            var configuration = Configuration()
            configuration.more = text
            try await Bench(configuration).expectRefusal(Bench.send, saying: parts)
        }

        @Test func `an unknown provider entry brings the nearest to mind`() async throws {
            var configuration = Configuration()
            configuration.provider = "plivoo"
            try await Bench(configuration).expectRefusal(
                Bench.send,
                saying: ["config.json:2: ", "plivoo", "did you mean \"plivo\"?"]
            )
        }

        @Test(arguments: [
            Bench.send, Bench.send + ["--dry-run", "--lookup"], ["lookup", "+12025550101"],
        ])
        func `a variable that is not set is named, and stops whatever needs it`(
            _ words: [String]
        ) async throws {
            var bench = try Bench()
            bench.environment["PLIVO_TOKEN"] = nil
            try await bench.expectRefusal(
                words,
                saying: [
                    "config.json:8: providers.plivo.authToken", "PLIVO_TOKEN is not set",
                    "export PLIVO_TOKEN",
                ]
            )
        }

        @Test func `a configuration that is not there is named`() async throws {
            try await Bench().expectRefusal(
                Bench.send + ["--config", "gone.json"],
                saying: ["gone.json: there is no such file"]
            )
        }

        @Test func `a folder is no configuration`() async throws {
            try await Bench().expectRefusal(
                Bench.send + ["--config", "temporary"],
                saying: ["temporary: cannot be read: this is a folder; name a file in it"]
            )
        }

        @Test(arguments: [
            "http://api.example.com", "http://192.168.1.10:8080", "ftp://127.0.0.1",
            "https://u:p@example.com",
        ])
        func `an address that would leak or cannot work is refused without being shown`(
            _ address: String
        ) async throws {
            var configuration = Configuration()
            configuration.baseURL = address
            let bench = try Bench(configuration)
            try await bench.expectRefusal(
                Bench.send,
                saying: ["config.json", "providers.plivo.baseURL", "https://", "loopback only"]
            )
            #expect(try await !bench.run(Bench.send).errors.contains("u:p@"))
        }
    }
}
