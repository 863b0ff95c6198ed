// SPDX-License-Identifier: Apache-2.0

import Basics

package import struct Foundation.Date

/// Which hours hold where.
package enum HoursRule: Sendable, Hashable {
    /// The same hours for everybody, on their own clocks.
    case everywhere(WeeklyHours)
    /// The hours of each state of the USA; where the state is not known, those that all of them
    /// allow.
    case usStates

    /// The hours of the Telephone Consumer Protection Act's rule, 47 CFR 64.1200(c)(1): 8 am to 9
    /// pm.
    package static let usFederal = everywhere(
        WeeklyHours(quietFrom: TimeOfDay(hour: 21), until: TimeOfDay(hour: 8)))

    /// The month of the sources of ``usStates``, for people.
    package static var usStatesAsOf: String { StateHours.asOf }

    /// The hours that hold in a place.
    package func hours(in place: Place) -> WeeklyHours {
        switch self {
        case .everywhere(let hours): hours
        case .usStates: place.state.map(StateHours.hours(in:)) ?? StateHours.common
        }
    }
}

/// Answers whether messages may go out to a place, and remembers for each place what holds until
/// when.
///
/// It is asked once or more for every message, and places are few: nearly every answer is a
/// comparison of two times.
package final class HoursBook: Sendable {
    /// What holds at a place from one moment to another.
    private struct Span {
        let begin: Date
        let end: Date
        let state: HoursState

        func contains(_ date: Date) -> Bool { begin <= date && date < end }
    }

    private let rule: HoursRule
    private let spans = Guarded<[Place: Span]>([:])

    package init(_ rule: HoursRule) { self.rule = rule }

    /// What holds at a place at a moment.
    package func state(in place: Place, at date: Date) -> HoursState {
        if let span = spans.withLock({ $0[place] }), span.contains(date) { return span.state }
        let state = CommonHours(rule, in: place).state(at: date)
        // What does not change within the days that are looked ahead is looked up again after a
        // day.
        let end = state.end ?? date.addingTimeInterval(Double(CivilTime.secondsInDay))
        spans.withLock { $0[place] = Span(begin: date, end: end, state: state) }
        return state
    }

    /// A clock of the place on which it is not allowed at a moment; `nil` where it is allowed.
    package func quietClock(in place: Place, at date: Date) -> LocalClock? {
        CommonHours(rule, in: place).quietClock(at: date)
    }
}

/// The hours in which the states of the USA allow marketing messages.
///
/// Source: overviews by lawyers and vendors as of November 2025 (dropcowboy.com, referrizer.com,
/// infolawgroup.com, buchalter.com), not the statutes themselves. Public holidays are not known
/// here. Where sources disagree, the stricter hours stand.
enum StateHours {
    /// The month of the sources, for people.
    static let asOf = "November 2025"

    static func hours(in state: USState) -> WeeklyHours { exceptions[state.code] ?? daily(8, 21) }

    /// The hours that all states allow: 10 to 18 on weekdays, 10 to 17 on Saturdays, none on
    /// Sundays.
    static let common = exceptions.values.reduce(daily(8, 21)) { $0.intersection($1) }

    /// Every state whose hours are not the federal ones.
    private static let exceptions: [String: WeeklyHours] = {
        var hours: [String: WeeklyHours] = [:]
        for state in ["FL", "OK", "MD", "NJ", "MA", "WA"] { hours[state] = daily(8, 20) }
        for state in ["MS", "AL", "LA"] {
            hours[state] = week((8, 20), saturday: (8, 20), sunday: nil)
        }
        for state in ["CT", "NV"] { hours[state] = daily(9, 20) }
        for state in ["MI", "MN", "NM"] { hours[state] = daily(9, 21) }
        hours["KY"] = daily(10, 21)
        hours["RI"] = week((9, 18), saturday: (10, 17), sunday: nil)
        hours["TX"] = week((9, 21), saturday: (9, 21), sunday: (12, 21))
        // Sources differ on Pennsylvania's weekends.
        hours["PA"] = week((8, 21), saturday: (10, 17), sunday: nil)
        return hours
    }()

    private typealias Hours = (from: Int, until: Int)

    private static func daily(_ from: Int, _ until: Int) -> WeeklyHours {
        week((from, until), saturday: (from, until), sunday: (from, until))
    }

    private static func week(_ weekday: Hours, saturday: Hours, sunday: Hours?) -> WeeklyHours {
        WeeklyHours { day in
            let hours: Hours? =
                switch day {
                case .saturday: saturday
                case .sunday: sunday
                default: weekday
                }
            return hours.map { [(TimeOfDay(hour: $0.from), TimeOfDay(hour: $0.until))] } ?? []
        }
    }
}

/// A state, district or territory of the USA by its postal abbreviation (USPS Publication 28,
/// appendix B).
package struct USState: Sendable, Hashable {
    /// The abbreviation in capitals: `TX`.
    package let code: String

    /// Reads an abbreviation in either case; `nil` for anything else.
    package init?(_ text: String) {
        let code = text.uppercased()
        guard Self.table[code] != nil else { return nil }
        self.code = code
    }

    /// The IANA names of the time zones of which the state has a part.
    package var zones: [String] { Self.table[code] ?? [] }

    /// All abbreviations, in order.
    package static let codes = table.keys.sorted()

    private static let eastern = "America/New_York"
    private static let central = "America/Chicago"
    private static let mountain = "America/Denver"
    private static let pacific = "America/Los_Angeles"

    /// Source: 49 CFR part 71 for the borders of the zones; Arizona keeps standard time, but the
    /// Navajo Nation does not.
    private static let table: [String: [String]] = {
        var table: [String: [String]] = [
            "AK": ["America/Anchorage", "America/Adak"], "AZ": ["America/Phoenix", mountain],
            "FL": [eastern, central], "HI": ["Pacific/Honolulu"], "ID": ["America/Boise", pacific],
            "IN": ["America/Indiana/Indianapolis", central], "KS": [central, mountain],
            "KY": [eastern, central], "MI": ["America/Detroit", central],
            "NE": [central, mountain], "NV": [pacific, mountain], "ND": [central, mountain],
            "OK": [central, mountain], "OR": [pacific, "America/Boise"], "SD": [central, mountain],
            "TN": [eastern, central], "TX": [central, mountain], "PR": ["America/Puerto_Rico"],
            "VI": ["America/St_Thomas"], "GU": ["Pacific/Guam"], "MP": ["Pacific/Saipan"],
            "AS": ["Pacific/Pago_Pago"],
        ]
        let easternStates = [
            "CT", "DE", "DC", "GA", "ME", "MD", "MA", "NH", "NJ", "NY", "NC", "OH", "PA", "RI",
            "SC", "VT", "VA", "WV",
        ]
        for state in easternStates { table[state] = [eastern] }
        for state in ["AL", "AR", "IL", "IA", "LA", "MN", "MS", "MO", "WI"] {
            table[state] = [central]
        }
        for state in ["CO", "MT", "NM", "UT", "WY"] { table[state] = [mountain] }
        for state in ["CA", "WA"] { table[state] = [pacific] }
        return table
    }()
}
