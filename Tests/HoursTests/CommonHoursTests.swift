// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Hours
import TestSupport
import Testing

@Suite struct CommonHoursTests {
    /// 21:00 to 08:00 is quiet; none on Sundays.
    private static let hours = WeeklyHours(
        quietFrom: TimeOfDay(hour: 21),
        until: TimeOfDay(hour: 8),
        on: Set(Weekday.allCases).subtracting([.sunday])
    )
    private static let rule: @Sendable (Weekday, Int) -> Bool = {
        $0 != .sunday && (480..<1260).contains($1)
    }
    /// Windows at the hours in which clocks change.
    private static let nightly = WeeklyHours { _ in
        [(TimeOfDay(hour: 0), TimeOfDay(hour: 1)), (TimeOfDay(hour: 2), TimeOfDay(hour: 3))]
    }
    private static let nightlyRule: @Sendable (Weekday, Int) -> Bool = {
        $1 < 60 || (120..<180).contains($1)
    }

    private func makeCommon(_ zones: [String], _ hours: WeeklyHours) -> CommonHours {
        CommonHours(.everywhere(hours), in: Place(zones: zones))
    }

    @Test(arguments: Almanac.changingZones)
    func `clocks that change are followed minute by minute`(zone: String) throws {
        let changes = try Almanac.changes(in: zone)
        #expect(changes.count >= 2, "\(changes)")
        for change in changes {
            for minute in stride(from: -30 * 60, to: 30 * 60, by: 5) {
                let date = change.addingTimeInterval(Double(minute) * 60)
                #expect(
                    try makeCommon([zone], Self.hours).isOpen(at: date)
                        == Almanac.isOpen(date, in: zone, Self.rule)
                )
                let isOpen = try Almanac.isOpen(date, in: zone, Self.nightlyRule)
                #expect(makeCommon([zone], Self.nightly).isOpen(at: date) == isOpen, "\(date)")
            }
        }
    }

    /// What is open is what lies between an opening and its closing, whatever the clock does in
    /// between.
    @Test(arguments: Almanac.changingZones)
    func `openings and closings are exact to the second, also where the clock jumps`(
        zone: String
    ) throws {
        for change in try Almanac.changes(in: zone) {
            for hours in [Self.hours, Self.nightly] {
                let common = makeCommon([zone], hours)
                var date = change.addingTimeInterval(-30 * 3600)
                while date < change.addingTimeInterval(30 * 3600) {
                    let opening = try #require(common.nextOpening(after: date))
                    let closing = try #require(common.closing(after: opening))
                    #expect(common.isOpen(at: opening) && !common.isOpen(at: closing))
                    #expect(opening == date || !common.isOpen(at: opening.addingTimeInterval(-1)))
                    #expect(common.isOpen(at: closing.addingTimeInterval(-1)))
                    #expect(opening < closing)
                    date = closing
                }
            }
        }
    }

    @Test(arguments: 1...60)
    func `no moment that is open lies in the quiet hours of any possible zone`(seed: UInt64) throws
    {
        var random = SeededGenerator(seed: seed)
        let all = Almanac.changingZones + Almanac.steadyZones
        let zones = Array(
            all.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random))
        )
        let from = Int.random(in: 0..<24, using: &random)
        let until = (from + Int.random(in: 1..<14, using: &random)) % 24
        let days = Set(Weekday.allCases.filter { _ in Int.random(in: 0..<4, using: &random) > 0 })
        let hours = WeeklyHours(
            quietFrom: TimeOfDay(hour: from),
            until: TimeOfDay(hour: until),
            on: days
        )
        let isQuiet: (Int) -> Bool = { minute in
            from < until
                ? (from * 60..<until * 60).contains(minute)
                : minute >= from * 60 || minute < until * 60
        }
        let common = makeCommon(zones, hours)
        let begin = try Almanac.date("2026-01-01T00:00:00Z")
        for _ in 0..<200 {
            let date = begin.addingTimeInterval(
                Double.random(in: 0..<(365 * 86_400), using: &random)
            )
            let isOpen = try zones.allSatisfy { zone in
                try Almanac.isOpen(date, in: zone) { day, minute in
                    days.contains(day) && !isQuiet(minute)
                }
            }
            #expect(common.isOpen(at: date) == isOpen, "\(date) \(zones)")
            if isOpen, let closing = common.closing(after: date) {
                #expect(
                    !common.isOpen(at: closing) && common.isOpen(at: closing.addingTimeInterval(-1))
                )
            }
            if !isOpen, let opening = common.nextOpening(after: date) {
                #expect(
                    common.isOpen(at: opening) && !common.isOpen(at: opening.addingTimeInterval(-1))
                )
            }
        }
    }

    @Test
    func
        `a window that the clock leaves out is never open, one that comes twice opens twice`()
        throws
    {
        let hours = WeeklyHours { _ in [(TimeOfDay(hour: 2), TimeOfDay(hour: 3))] }
        let common = makeCommon(["America/New_York"], hours)
        // 8 March 2026: 2:00 is 3:00.
        let spring = try Almanac.date("2026-03-08T05:00:00Z")
        #expect(common.nextOpening(after: spring) == (try Almanac.date("2026-03-09T06:00:00Z")))
        let nightly = self.makeCommon(
            ["America/New_York"],
            WeeklyHours { _ in [(TimeOfDay(hour: 1), TimeOfDay(hour: 2))] }
        )
        // 1 November 2026: 2:00 is 1:00 once more.
        let autumn = try Almanac.date("2026-11-01T04:00:00Z")
        #expect(nightly.nextOpening(after: autumn) == (try Almanac.date("2026-11-01T05:00:00Z")))
        #expect(
            nightly.closing(after: try Almanac.date("2026-11-01T05:30:00Z"))
                == (try Almanac.date("2026-11-01T07:00:00Z"))
        )
    }

    @Test func `where zones have no hour in common there is no opening`() {
        let hours = WeeklyHours(quietFrom: TimeOfDay(hour: 12), until: TimeOfDay(hour: 8))
        let common = makeCommon(["Europe/London", "Pacific/Auckland"], hours)
        #expect(common.nextOpening(after: Date(timeIntervalSince1970: 1_780_000_000)) == nil)
    }

    @Test func `who may be anywhere is messaged only while it is allowed everywhere`() throws {
        let daily = WeeklyHours(quietFrom: TimeOfDay(hour: 21), until: TimeOfDay(hour: 8))
        let date = try Almanac.date("2026-06-01T12:00:00Z")
        #expect(makeCommon([], daily).nextOpening(after: date) == nil)
        #expect(
            Place(zones: ["Etc/Unknown"]).isAnywhere && Place(zones: ["Europe/Nowhere"]).isAnywhere
        )
        let tuesdays = WeeklyHours { $0 == .tuesday ? [(.midnight, .midnightAfter)] : [] }
        // It is Tuesday in the last zone from 12:00 UTC on, and no longer in the first from 10:00
        // UTC on.
        #expect(makeCommon([], tuesdays).nextOpening(after: date) == nil)
        let twoDays = WeeklyHours {
            [.tuesday, .wednesday].contains($0) ? [(.midnight, .midnightAfter)] : []
        }
        #expect(
            makeCommon([], twoDays).nextOpening(after: date)
                == (try Almanac.date("2026-06-02T12:00:00Z"))
        )
        #expect(
            makeCommon([], twoDays).closing(after: try Almanac.date("2026-06-03T00:00:00Z"))
                == (try Almanac.date("2026-06-03T10:00:00Z"))
        )
    }

    @Test func `anywhere includes the zones between two hours`() throws {
        let night = WeeklyHours(
            quietFrom: try #require(TimeOfDay("03:10")),
            until: try #require(TimeOfDay("03:50"))
        )
        // It is 03:30 in Tehran, and a full hour nearly everywhere else.
        #expect(!makeCommon([], night).isOpen(at: try Almanac.date("2026-06-01T00:00:00Z")))
        let winter = Date(timeIntervalSince1970: 1_768_000_000)
        let shown = Set(Place(zones: []).clocks.map { $0.time(at: winter) })
        let missing = TimeZone.knownTimeZoneIdentifiers.compactMap(LocalClock.init(zone:))
            .filter { !shown.contains($0.time(at: winter)) }
        #expect(missing.map(\.name).isEmpty)
    }

    @Test func `hours that are never quiet have no end`() {
        let always = WeeklyHours { _ in [(.midnight, .midnightAfter)] }
        let date = Date(timeIntervalSince1970: 1_780_000_000)
        #expect(makeCommon(["Europe/Berlin"], always).state(at: date) == .open(until: nil))
    }

    @Test(arguments: [-1e300, -1, 0, 1e300, .infinity, 4e9])
    func `times that nobody meant do no harm`(time: Double) {
        _ = makeCommon(["Europe/Berlin"], Self.hours).state(at: Date(timeIntervalSince1970: time))
    }

    @Test(arguments: 1...20)
    func `the book says what the hours say, in whatever order it is asked`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let book = HoursBook(.everywhere(Self.hours))
        let places = ["Europe/London", "America/New_York", "Australia/Lord_Howe"].map {
            Place(zones: [$0])
        }
        let begin = try Almanac.date("2026-03-01T00:00:00Z")
        for _ in 0..<300 {
            let date = begin.addingTimeInterval(
                Double.random(in: 0..<(60 * 86_400), using: &random)
            )
            for place in places {
                let state = CommonHours(.everywhere(Self.hours), in: place).state(at: date)
                #expect(book.state(in: place, at: date) == state)
            }
        }
    }
}
