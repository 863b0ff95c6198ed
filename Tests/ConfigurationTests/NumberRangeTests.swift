// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Configuration

/// Every number of the configuration has bounds, and a value beyond them is named with its line,
/// its key and what is allowed.
@Suite struct NumberRangeTests {
    /// A key, the object that it stands in, and values at the edges that are read.
    struct Key: Sendable, CustomTestStringConvertible {
        let path: String
        let lowest: String
        let highest: String
        /// What the file needs besides.
        var rest = ""

        var testDescription: String { path }

        /// A file whose third line has the value.
        func file(_ value: String) -> String {
            let steps = path.split(separator: ".").map { "\($0): " }
            let opening = steps.dropLast().map { $0 + "{ " }.joined()
            let closing = String(repeating: " }", count: steps.count - 1)
            return
                "{ provider: 'sandbox',\(rest)\n\(opening)\n\(steps.last ?? "")\(value)\(closing) }"
        }
    }

    static let keys = [
        Key(path: "send.ratePerSecond", lowest: "1e-18", highest: "10000"),
        Key(path: "send.burst", lowest: "1", highest: "10000"),
        Key(path: "send.maxConcurrent", lowest: "1", highest: "1000"),
        Key(path: "lookup.ratePerSecond", lowest: "1e-18", highest: "1e4"),
        Key(path: "lookup.burst", lowest: "1.0", highest: "1e4"),
        Key(path: "lookup.maxConcurrent", lowest: "1", highest: "1000"),
        Key(path: "lookup.cacheDays", lowest: "0", highest: "3650"),
        Key(path: "retry.attempts", lowest: "1", highest: "20"),
        Key(path: "retry.baseSeconds", lowest: "1e-300", highest: "60"),
        Key(path: "retry.maxSeconds", lowest: "0.5", highest: "3600"),
        Key(path: "retry.timeoutSeconds", lowest: "1e-300", highest: "600"),
        Key(path: "message.maxSegments", lowest: "1", highest: "255"),
        Key(path: "prices.perLookup", lowest: "0", highest: "1000000"),
        Key(path: "prices.perSegment", lowest: "1e-19", highest: "1e6"),
        Key(path: "prices.regions.DE", lowest: "-0.0", highest: "1000000"),
        Key(path: "caps.messages", lowest: "0", highest: "1000000000"),
        Key(
            path: "caps.cost", lowest: "0", highest: "1000000",
            rest: " prices: { perSegment: 1, perLookup: 1 },"),
        Key(path: "caps.perDay", lowest: "-0", highest: "1e9"),
        Key(path: "caps.segmentsPerDay", lowest: "0", highest: "1000000000"),
        Key(path: "minHoursBetweenCampaigns", lowest: "1", highest: "8760"),
    ]

    private func read(_ text: String) throws(ConfigurationError) -> Settings {
        try Settings(
            parsing: Array(text.utf8), file: "config.json", directory: "/srv", environment: [:])
    }

    @Test(arguments: keys)
    func `what is within the bounds is read`(key: Key) throws {
        for value in [key.lowest, key.highest] {
            #expect(throws: Never.self, "\(value)") { try read(key.file(value)) }
        }
    }

    @Test(
        arguments: keys,
        [
            "-1", "-1e-19", "-1e300", "1e19", "1e300", "1e308", "1e309", "1e99999999999999999999",
            "9223372036854775807", "9223372036854775808", "-9223372036854775809",
            String(repeating: "9", count: 400),
        ])
    func `what is beyond them is named with line, key and range`(key: Key, value: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try read(key.file(value)) }
        let said = try #require(error?.description)
        #expect(said.hasPrefix("config.json:3: \(key.path): \(value.prefix(40))"), "\(said)")
        #expect(said.contains(" is out of range; allowed is "), "\(said)")
        #expect(said.utf8.count < 200)
    }

    @Test(
        arguments: ["send.ratePerSecond", "lookup.ratePerSecond"], ["0", "-0.0", "1e-19", "1e-300"])
    func `a rate that would outlast every clock is refused`(path: String, value: String) throws {
        let key = try #require(Self.keys.first { $0.path == path })
        let error = #expect(throws: ConfigurationError.self) { try read(key.file(value)) }
        #expect(error?.description.contains("allowed is more than 1e-19, up to 10000") == true)
    }

    @Test(
        arguments: keys,
        [
            "NaN", "nan", "Infinity", "-Infinity", "inf", "0x10", "'1'", "true", "[]", "{}", "+",
            "1e",
        ])
    func `what is no number is named with its line`(key: Key, value: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try read(key.file(value)) }
        #expect(error?.line == 3)
    }
}
