// SPDX-License-Identifier: Apache-2.0

import Foundation

extension CapSettings {
    /// Reads the `caps` section; a cap that is absent is none.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: ["messages", "cost", "perDay", "segmentsPerDay", "dayStarts", "timeZone"])
        messages = try object.integer("messages", in: Self.range)
        cost = try object.price("cost")
        perDay = try object.integer("perDay", in: Self.range)
        segmentsPerDay = try object.integer("segmentsPerDay", in: Self.range)
        if let text = try object.string("dayStarts") { dayStart = try Self.dayStart(text, in: object) }
        dayStart.timeZone = try Self.timeZone(in: object)
    }

    private static let range = 0...1_000_000_000

    private static func dayStart(
        _ text: String,
        in object: ConfigurationObject
    ) throws(ConfigurationError) -> DayStart {
        if let start = DayStart(reading: text) { return start }
        throw object.error(.unusable("\"\(text)\" is no time of day; write one like \"00:00\""), at: "dayStarts")
    }

    private static func timeZone(in object: ConfigurationObject) throws(ConfigurationError) -> String? {
        guard let name = try object.string("timeZone") else { return nil }
        guard TimeZone.knownTimeZoneIdentifiers.contains(name) || name == "UTC" else {
            let rule = "\"\(name)\" is no IANA time zone; write one like \"America/Los_Angeles\""
            throw object.error(.unusable(rule), at: "timeZone")
        }
        return name
    }

    /// Refuses a cap on costs that cannot be reckoned: a price that is missing would count as nothing.
    func requirePrices(
        _ prices: PriceSettings,
        lookups: Bool,
        in root: ConfigurationObject
    ) throws(ConfigurationError) {
        guard cost != nil, let object = try root.object("caps") else { return }
        guard prices.perSegment != nil else {
            throw object.error(.unusable("needs \"prices.perSegment\", to know what a message costs"), at: "cost")
        }
        guard prices.perLookup != nil || !lookups else {
            let rule = "needs \"prices.perLookup\", to know what a lookup costs (or \"lookup.mode\": \"never\")"
            throw object.error(.unusable(rule), at: "cost")
        }
    }
}
