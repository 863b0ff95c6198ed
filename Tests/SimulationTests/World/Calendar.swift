// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Hours
import Lists
import Foundation
import TestSupport

/// When messages may leave in one seed: a third of the seeds have quiet hours, most of which change
/// while a run goes on.
///
/// The answers are reckoned from what a clock on the wall shows, without the program's own tables.
struct Calendar: Sendable {
    /// The date at the zero of the machine's clock.
    let begin: Date
    /// The minutes of the day from which and until which it is quiet.
    let quiet: (from: Int, until: Int)
    /// Whether it is quiet all Sunday.
    let sparesSundays: Bool
    /// Whether the list's column tells time zones.
    let usesColumn: Bool
    /// The time before which messages must be sent, as a person writes it; nil: none.
    let deadline: String?

    /// Days on which nothing happens, and on which clocks are changed: in America, in Europe, on
    /// Lord Howe Island.
    private static let days = [
        "2026-06-15", "2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2026-04-05",
        "2026-10-04",
    ]
    private static let zones = [
        "America/New_York", "America/Chicago", "America/Los_Angeles", "Europe/London",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
    ]
    /// In minutes: nights, the hours that changes of the clock leave out or repeat, and a time at
    /// noon.
    private static let spans = [
        (1260, 480), (1200, 600), (75, 105), (135, 165), (720, 780), (30, 120),
    ]

    /// Draws a calendar; nil for the seeds that have none.
    init?(_ chance: inout SeededGenerator) {
        guard chance.oneIn(3) else { return nil }
        quiet = chance.pick(from: Self.spans, or: (1260, 480))
        (sparesSundays, usesColumn) = (chance.oneIn(4), chance.oneIn(2))
        let clock = Self.zone(chance.pick(from: Self.zones, or: "UTC"))
        let day = chance.pick(from: Self.days, or: "2026-06-15")
        let edge = chance.oneIn(3) ? quiet.until : quiet.from
        let start = Self.moment(of: day, edge * 60, in: clock)
        begin = start.addingTimeInterval(
            -1000 - chance.share() * chance.pick(from: [1, 10, 60], or: 10)
        )
        let left = chance.pick(from: [5, 60, 900, 20_000, 100_000], or: 60)
        let isLocal = chance.oneIn(2)
        let end = begin.addingTimeInterval(1000 + Double(left))
        let text = isLocal ? Self.wall(end, clock) : Self.wall(end, .gmt) + "Z"
        deadline = chance.oneIn(3) ? text : nil
    }

    /// The configuration's hours.
    var rule: QuietHours {
        let days = Set(Weekday.allCases.filter { !sparesSundays || $0 != .sunday })
        let times = [quiet.from, quiet.until].compactMap { TimeOfDay(Self.clock($0)) }
        return QuietHours(.everywhere(WeeklyHours(quietFrom: times[0], until: times[1], on: days)))
    }

    /// Whether it is quiet at somebody's who may be in any of these zones.
    func isQuiet(at date: Date, in zones: [String]) -> Bool {
        zones.contains { isQuiet(Self.local(date, Self.zone($0))) }
    }

    /// Whether it is too late for somebody who may be in any of these zones.
    func isLate(at date: Date, in zones: [String]) -> Bool {
        guard let deadline else { return false }
        guard !deadline.hasSuffix("Z") else { return Self.wall(date, .gmt) + "Z" >= deadline }
        return zones.contains { Self.hasShown(deadline, by: date, Self.zone($0)) }
    }

    /// Whether a clock on the wall has shown a time: where it is put back, the first time counts.
    private static func hasShown(_ time: String, by date: Date, _ zone: TimeZone) -> Bool {
        if wall(date, zone) >= time { return true }
        let earlier = date.addingTimeInterval(-7200)
        guard let change = zone.nextDaylightSavingTimeTransition(after: earlier), change <= date
        else { return false }
        return wall(change.addingTimeInterval(-1), zone) >= time
    }

    /// Whether there is a moment that is neither quiet nor too late, with the 5 seconds for which a
    /// provider must be able to try.
    func hasTimeLeft(from begin: Date, in zones: [String]) -> Bool {
        var moment = begin
        while !isLate(at: moment.addingTimeInterval(5), in: zones) {
            if !isQuiet(at: moment, in: zones),
                !isQuiet(at: moment.addingTimeInterval(5), in: zones)
            {
                return true
            }
            moment.addTimeInterval(60)
        }
        return false
    }

    private func isQuiet(_ local: Int) -> Bool {
        let (day, minute) = (local / 86_400, local % 86_400 / 60)
        // The first day of 1970 was a Thursday.
        if sparesSundays, day % 7 == 3 { return true }
        if quiet.from < quiet.until { return (quiet.from..<quiet.until).contains(minute) }
        return minute >= quiet.from || minute < quiet.until
    }

    private static func zone(_ name: String) -> TimeZone { TimeZone(identifier: name) ?? .gmt }

    /// The seconds since 1970 on a clock on the wall.
    private static func local(_ date: Date, _ zone: TimeZone) -> Int {
        Int(date.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: date)
    }

    /// What a clock on the wall shows, such that later is greater.
    private static func wall(_ date: Date, _ zone: TimeZone) -> String {
        Date(timeIntervalSince1970: Double(local(date, zone)))
            .formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false))
    }

    private static func clock(_ minutes: Int) -> String {
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// When a clock shows a time of a day, roughly where clocks are changed just then.
    private static func moment(of day: String, _ second: Int, in zone: TimeZone) -> Date {
        let midnight = (try? Date("\(day)T00:00:00Z", strategy: .iso8601)) ?? SimulatedTime.epoch
        let local = midnight.addingTimeInterval(Double(second))
        let early = local.addingTimeInterval(-Double(zone.secondsFromGMT(for: local)))
        return local.addingTimeInterval(-Double(zone.secondsFromGMT(for: early)))
    }
}
