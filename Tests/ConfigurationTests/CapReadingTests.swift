// SPDX-License-Identifier: Apache-2.0

import Configuration
import Foundation
import Testing

/// The `caps` section of the configuration.
@Suite struct CapReadingTests {
    private func read(_ members: String) throws(ConfigurationError) -> Settings {
        try Settings(
            parsing: Array("{ provider: 'sandbox', \(members) }".utf8),
            file: "config.json",
            directory: "/srv",
            environment: [:]
        )
    }

    private static let prices = "prices: { perSegment: 0.01, perLookup: 0.005 }"

    @Test func `all caps are read`() throws {
        let caps = try read(
            """
            \(Self.prices), caps: { messages: 10, cost: 99.5, perDay: 20, segmentsPerDay: 30,
            dayStarts: '06:30', timeZone: 'America/Los_Angeles' }
            """
        ).caps
        #expect(caps.messages == 10 && caps.cost == Decimal(string: "99.5") && caps.perDay == 20)
        #expect(caps.segmentsPerDay == 30 && caps.dayStart.hour == 6 && caps.dayStart.minute == 30)
        #expect(caps.dayStart.timeZone == "America/Los_Angeles")
    }

    @Test func `without the section there is none, and a day begins at midnight`() throws {
        let caps = try read("lookup: {}").caps
        #expect(caps.isEmpty && caps.dayStart == DayStart())
    }

    @Test(arguments: [
        ("caps: { cost: 1 }", "caps.cost: needs \"prices.perSegment\""),
        (
            "caps: { cost: 1 }, prices: { regions: { DE: 1 } }",
            "caps.cost: needs \"prices.perSegment\""
        ),
        ("caps: { cost: 1 }, prices: { perSegment: 1 }", "caps.cost: needs \"prices.perLookup\""),
        ("caps: { messages: -1 }", "caps.messages"), ("caps: { perDay: 1.5 }", "caps.perDay"),
        ("caps: { perWeek: 1 }", "caps.perWeek: unknown key"),
        ("caps: { dayStarts: '25:00' }", "caps.dayStarts: \"25:00\" is no time of day"),
        ("caps: { timeZone: 'Pacific' }", "caps.timeZone: \"Pacific\" is no IANA time zone"),
    ])
    func `a cap that cannot be kept is a mistake`(_ members: String, _ message: String) {
        let error = #expect(throws: ConfigurationError.self) { try read(members) }
        #expect(
            error?.description.contains(message) == true,
            "\(error?.description ?? "nothing thrown")"
        )
    }

    @Test func `the hours between campaigns are read`() throws {
        #expect(try read("minHoursBetweenCampaigns: 24").minHoursBetweenCampaigns == 24)
        #expect(try read("lookup: {}").minHoursBetweenCampaigns == nil)
        #expect(throws: ConfigurationError.self) { try read("minHoursBetweenCampaigns: 0") }
    }

    @Test func `without lookups no price of theirs is needed`() throws {
        #expect(
            try read("lookup: { mode: 'never' }, prices: { perSegment: 1 }, caps: { cost: 1 }").caps
                .cost == 1
        )
    }
}
