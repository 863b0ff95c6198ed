// SPDX-License-Identifier: Apache-2.0

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
    package init(_ state: USState) {
        (zones, self.state) = (state.zones, state)
    }

    /// Whether nothing is known of the place.
    package var isAnywhere: Bool { zones == Self.anywhere }

    /// The clocks of the zones.
    package var clocks: [LocalClock] { zones.compactMap(LocalClock.init(zone:)) }

    /// Every whole hour that a clock on Earth is ahead of UTC or behind, and the zones that lie between two.
    ///
    /// The sign is that of POSIX: `Etc/GMT+12` is behind.
    private static let anywhere =
        (1...12).reversed().map { "Etc/GMT+\($0)" } + ["UTC"] + (1...14).map { "Etc/GMT-\($0)" } + betweenHours

    /// The zones whose clocks are not ahead of UTC by whole hours (the tz database of 2025).
    private static let betweenHours = [
        "Pacific/Marquesas", "America/St_Johns", "Asia/Tehran", "Asia/Kabul", "Asia/Kolkata", "Asia/Kathmandu",
        "Asia/Yangon", "Australia/Eucla", "Australia/Darwin", "Australia/Adelaide", "Australia/Lord_Howe",
        "Pacific/Chatham",
    ].filter { LocalClock(zone: $0) != nil }
}
