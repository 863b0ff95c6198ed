// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
import PhoneNumbers

/// What lookups and segments cost, for estimates.
///
/// Prices are decimals, not binary fractions: 0.0079 times a thousand is exactly 7.9.
package struct PriceSettings: Sendable, Hashable {
    /// The price of one lookup; nil: not known.
    package var perLookup: Decimal?
    /// The price of one segment where `regions` names no other; nil: not known.
    package var perSegment: Decimal?
    /// The ISO 4217 code of the currency.
    package var currency = "USD"
    /// Prices of one segment by region code ("DE").
    package var regions: [String: Decimal] = [:]

    /// Makes settings in which no price is known.
    package init() {}

    /// Returns the price of one segment to a region, or nil when none is configured.
    package func perSegment(to region: String?) -> Decimal? {
        region.flatMap { regions[$0] } ?? perSegment
    }
}

extension PriceSettings {
    /// What a message costs by these prices; `nil` where no price is known.
    package func cost(of segments: Int, to region: String?) -> Decimal? {
        perSegment(to: region).map { $0 * Decimal(segments) }
    }
}

/// What a campaign and a day may come to at most.
///
/// A cap is never exceeded; who wants more raises it in the configuration.
package struct CapSettings: Sendable, Hashable {
    /// The most messages of a campaign over all its runs; nil: any.
    package var messages: Int?
    /// The most that a campaign's messages and lookups cost over all its runs, in the currency of
    /// the prices; nil: any.
    package var cost: Decimal?
    /// The most messages a day through the provider entry, whatever campaign they belong to; nil:
    /// any.
    package var perDay: Int?
    /// The most segments a day through the provider entry, whatever campaign they belong to; nil:
    /// any.
    package var segmentsPerDay: Int?
    /// When a day begins.
    package var dayStart = DayStart()

    package init() {}

    package var isEmpty: Bool { messages == nil && cost == nil && !hasDaily }

    /// Whether there is a cap for a day.
    package var hasDaily: Bool { perDay != nil || segmentsPerDay != nil }
}

/// When a day of the daily caps begins: carriers count from their own midnight.
package struct DayStart: Sendable, Hashable {
    /// The hour, 0…23.
    package var hour = 0
    /// The minute, 0…59.
    package var minute = 0
    /// The IANA name of the time zone; nil: the machine's.
    package var timeZone: String?

    /// Makes midnight in the machine's time zone.
    package init() {}

    /// Reads a time of day such as `00:00` or `6:30`; nil where it is none.
    package init?(reading text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy(\.isASCIIDigits), let hour = Int(parts[0]), let minute = Int(parts[1]),
            hour < 24, minute < 60
        else { return nil }
        (self.hour, self.minute) = (hour, minute)
    }

    /// Gives the day that a moment belongs to; a clock change makes it an hour shorter or longer.
    package func day(of moment: Date) -> Range<Date> {
        let today = begin(moment, shiftedBy: 0)
        if moment < today { return range(begin(moment, shiftedBy: -1), today) }
        return range(today, begin(moment, shiftedBy: 1))
    }

    private func range(_ begin: Date, _ end: Date) -> Range<Date> { begin..<max(begin, end) }

    /// The begin of the day whose calendar date is that of the moment, or of a day before or after.
    private func begin(_ moment: Date, shiftedBy days: Int) -> Date {
        let calendar = calendar
        var parts = calendar.dateComponents([.year, .month, .day], from: moment)
        parts.day = (parts.day ?? 1) + days
        (parts.hour, parts.minute) = (hour, minute)
        return calendar.date(from: parts) ?? moment
    }

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone.flatMap { TimeZone(identifier: $0) } ?? .current
        return calendar
    }
}

extension PriceSettings {
    /// Reads the `prices` section; a price that is absent is not known.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: ["perLookup", "perSegment", "currency", "regions"])
        perLookup = try object.price("perLookup")
        perSegment = try object.price("perSegment")
        currency = try Self.currency(in: object) ?? currency
        guard let byRegion = try object.object("regions") else { return }
        for key in byRegion.keys {
            regions[try byRegion.region(key, at: key).rawValue] = try byRegion.price(key)
        }
    }

    private static func currency(
        in object: ConfigurationObject
    ) throws(ConfigurationError) -> String? {
        guard let text = try object.string("currency") else { return nil }
        guard text.utf8.count == 3, text.utf8.allSatisfy(\.isASCIILetter) else {
            throw object.error(
                .unusable("\"\(text)\" is no ISO 4217 currency code; write one like USD"),
                at: "currency")
        }
        return text.uppercased()
    }
}

extension CapSettings {
    /// Reads the `caps` section; a cap that is absent is none.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: [
            "messages", "cost", "perDay", "segmentsPerDay", "dayStarts", "timeZone",
        ])
        messages = try object.integer("messages", in: Self.range)
        cost = try object.price("cost")
        perDay = try object.integer("perDay", in: Self.range)
        segmentsPerDay = try object.integer("segmentsPerDay", in: Self.range)
        if let text = try object.string("dayStarts") {
            dayStart = try Self.dayStart(text, in: object)
        }
        dayStart.timeZone = try Self.timeZone(in: object)
    }

    private static let range = 0...1_000_000_000

    private static func dayStart(
        _ text: String, in object: ConfigurationObject
    ) throws(ConfigurationError) -> DayStart {
        if let start = DayStart(reading: text) { return start }
        throw object.error(
            .unusable("\"\(text)\" is no time of day; write one like \"00:00\""), at: "dayStarts")
    }

    private static func timeZone(
        in object: ConfigurationObject
    ) throws(ConfigurationError) -> String? {
        guard let name = try object.string("timeZone") else { return nil }
        guard TimeZone.knownTimeZoneIdentifiers.contains(name) || name == "UTC" else {
            let rule = "\"\(name)\" is no IANA time zone; write one like \"America/Los_Angeles\""
            throw object.error(.unusable(rule), at: "timeZone")
        }
        return name
    }

    /// Refuses a cap on costs that cannot be reckoned: a price that is missing would count as
    /// nothing.
    func requirePrices(
        _ prices: PriceSettings, lookups: Bool, in root: ConfigurationObject
    ) throws(ConfigurationError) {
        guard cost != nil, let object = try root.object("caps") else { return }
        guard prices.perSegment != nil else {
            throw object.error(
                .unusable("needs \"prices.perSegment\", to know what a message costs"), at: "cost")
        }
        guard prices.perLookup != nil || !lookups else {
            let rule =
                "needs \"prices.perLookup\", to know what a lookup costs "
                + "(or \"lookup.mode\": \"never\")"
            throw object.error(.unusable(rule), at: "cost")
        }
    }
}
