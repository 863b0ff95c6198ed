// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Foundation

/// Where somebody may be, as far as clocks and the law of a state go.
package struct Place: Sendable, Hashable {
    /// The IANA names of all time zones that are possible; never empty.
    package let zones: [String]
    /// The state of the USA, where it is known.
    package let state: USState?

    /// Makes a place that may be in any of some time zones.
    ///
    /// Where none is given, or one that nobody knows is among them, it may be anywhere.
    package init(zones: [String]) {
        let isKnown = !zones.isEmpty && zones.allSatisfy { LocalClock(zone: $0) != nil }
        self.zones = isKnown ? zones : Self.anywhere
        state = nil
    }

    /// Makes a place that is somewhere in a state of the USA.
    package init(_ state: USState) { (zones, self.state) = (state.zones, state) }

    /// Whether nothing is known of the place.
    package var isAnywhere: Bool { zones == Self.anywhere }

    /// The clocks of the zones.
    package var clocks: [LocalClock] { zones.compactMap(LocalClock.init(zone:)) }

    /// Every whole hour that a clock on Earth is ahead of UTC or behind, and the zones that lie
    /// between two.
    ///
    /// The sign is that of POSIX: `Etc/GMT+12` is behind.
    private static let anywhere =
        (1...12).reversed().map { "Etc/GMT+\($0)" } + ["UTC"] + (1...14).map { "Etc/GMT-\($0)" }
        + betweenHours

    /// The zones whose clocks are not ahead of UTC by whole hours (the tz database of 2025).
    private static let betweenHours = [
        "Pacific/Marquesas", "America/St_Johns", "Asia/Tehran", "Asia/Kabul", "Asia/Kolkata",
        "Asia/Kathmandu", "Asia/Yangon", "Australia/Eucla", "Australia/Darwin",
        "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Chatham",
    ].filter { LocalClock(zone: $0) != nil }
}

/// What clocks show in one time zone, daylight saving included.
package struct LocalClock: Sendable, Hashable {
    /// The zone's IANA name.
    package let name: String
    private let zone: TimeZone

    /// Makes the clock of a zone; `nil` where there is no such zone.
    ///
    /// A name has a slash in it, or is `UTC` or `GMT`: abbreviations such as `CST` mean one thing
    /// here and another there.
    package init?(zone name: String) {
        guard name.contains("/") || name == "UTC" || name == "GMT", name != Self.unknownZone,
            let zone = TimeZone(identifier: name)
        else { return nil }
        (self.name, self.zone) = (name, zone)
    }

    /// The name that stands for a zone that nobody knows.
    package static let unknownZone = "Etc/Unknown"

    /// What the clock shows at a moment.
    package func time(at date: Date) -> CivilTime {
        CivilTime(second: date.wholeSeconds + offset(at: date.wholeSeconds))
    }

    /// The first moment at which the clock shows a time, or has left it out in spring.
    ///
    /// Of a time that it shows twice in autumn this is the first.
    package func moment(of time: CivilTime) -> Date {
        let around = [-CivilTime.secondsInDay, CivilTime.secondsInDay].map {
            offset(at: time.second + $0)
        }
        let early = time.second - max(around[0], around[1])
        let late = time.second - min(around[0], around[1])
        if early + offset(at: early) >= time.second { return Date(wholeSeconds: early) }
        guard late + offset(at: late) > time.second else { return Date(wholeSeconds: late) }
        return Date(wholeSeconds: change(after: early, notAfter: late))
    }

    /// How far the clock is ahead of UTC, in seconds.
    func offset(at second: Int) -> Int { zone.secondsFromGMT(for: Date(wholeSeconds: second)) }

    /// The first second at which the clock is as far ahead as at a later one, but not as at an
    /// earlier one.
    ///
    /// One change, and no more, lies between the two: they are about a day apart.
    func change(after earlier: Int, notAfter later: Int) -> Int {
        var (before, after) = (earlier, later)
        let old = offset(at: earlier)
        while after - before > 1 {
            let middle = before + (after - before) / 2
            if offset(at: middle) == old { before = middle } else { after = middle }
        }
        return after
    }
}
