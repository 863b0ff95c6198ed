// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import Foundation
import PhoneNumbers
import TestSupport

/// The guard rails of one seed: a third of the seeds have them; the caps until nothing goes wrong
/// any more.
struct Rails: Sendable {
    /// The cap on messages; nil: none.
    let messages: Int?
    /// The cap on costs, in units of half a cent; nil: none.
    let cost: Int?
    /// Whether the rate counts segments, of which each message then has two.
    let countsSegments: Bool
    /// Whether another campaign has messaged two people of the list.
    let isSpaced: Bool
    /// The cap on messages of a day; nil: none.
    let perDay: Int?
    /// Whether the list of people who get no message is read.
    let isSuppressing: Bool
    /// When messages may leave; nil: at any time.
    let calendar: Calendar?

    init(seed: UInt64) {
        var chance = SeededGenerator(seed: seed ^ 0xCA9)
        let isOn = chance.oneIn(3)
        messages = isOn && chance.oneIn(2) ? chance.pick(8) : nil
        cost = isOn && chance.oneIn(2) ? chance.pick(60) : nil
        countsSegments = isOn && chance.oneIn(2)
        isSpaced = isOn && chance.oneIn(2)
        perDay = isOn && chance.oneIn(2) ? 1 + chance.pick(4) : nil
        isSuppressing = isOn && chance.oneIn(2)
        calendar = Calendar(&chance)
    }

    /// What a lookup and a segment cost, in units of half a cent.
    static let (lookup, segment) = (1, 2)

    var segments: Int { countsSegments ? 2 : 1 }

    /// The message, in one of two wordings.
    func template(_ wording: Int) -> String {
        (wording == 0 ? "Hi {{name}}" : "Dear {{name}}")
            + (countsSegments ? String(repeating: "x", count: 170) : "")
    }

    var prices: PriceSettings {
        var prices = PriceSettings()
        prices.perLookup = Decimal(Self.lookup)
        prices.perSegment = Decimal(Self.segment)
        return prices
    }

    var caps: CapSettings {
        var caps = CapSettings()
        (caps.messages, caps.cost, caps.perDay) = (messages, cost.map { Decimal($0) }, perDay)
        let minute = Self.wholeSeconds(dayStart) / 60
        (caps.dayStart.hour, caps.dayStart.minute, caps.dayStart.timeZone) = (
            minute / 60 % 24, minute % 60, "UTC"
        )
        return caps
    }

    /// Whether time passes between the runs.
    var hasDays: Bool { perDay != nil || calendar != nil }

    /// The date at the zero of the machine's clock.
    var begin: Date { calendar?.begin ?? SimulatedTime.epoch }

    /// The day that a moment belongs to.
    func day(of date: Date) -> Int {
        Int((date.timeIntervalSince(dayStart) / 86_400).rounded(.down))
    }

    /// When the day of a moment begins.
    func begin(ofDay date: Date) -> Date {
        dayStart.addingTimeInterval(Double(day(of: date)) * 86_400)
    }

    /// When the first day begins: a full minute soon after the first run does.
    var dayStart: Date {
        Date(
            timeIntervalSince1970: Double(
                Self.wholeSeconds(begin.addingTimeInterval(1060)) / 60 * 60
            )
        )
    }

    private static func wholeSeconds(_ date: Date) -> Int { Int(date.timeIntervalSince1970) }

    /// What speaks against a message to somebody at a moment; nil where nothing does.
    func objection(to number: PhoneNumber, at date: Date) -> String? {
        if isSuppressing, Lists.isSuppressed(number.e164) {
            return "a message to a suppressed person"
        }
        guard let calendar else { return nil }
        let zones = Lists.zones(of: number.e164, usesColumn: calendar.usesColumn)
        if calendar.isQuiet(at: date, in: zones) { return "a message in quiet hours" }
        return calendar.isLate(at: date, in: zones) ? "a message too late" : nil
    }

    /// The other campaign's recipients: of the first the run knows from the beginning, of the
    /// second only the intent.
    func isNear(_ number: PhoneNumber) -> Bool {
        isSpaced && (isKnownToBeNear(number) || number.e164 == "+447400123002")
    }

    /// Whether the judge is told.
    func isKnownToBeNear(_ number: PhoneNumber) -> Bool {
        isSpaced && number.e164 == "+447400123001"
    }

    static let near = NearMessage(campaign: "another", date: SimulatedTime.epoch)
}
