// SPDX-License-Identifier: Apache-2.0

/// The hours in which the states of the USA allow marketing messages.
///
/// Source: overviews by lawyers and vendors as of November 2025 (dropcowboy.com, referrizer.com, infolawgroup.com, buchalter.com), not
/// the statutes themselves. Public holidays are not known here. Where sources disagree, the stricter hours stand.
enum StateHours {
    /// The month of the sources, for people.
    static let asOf = "November 2025"

    /// The hours of a state.
    static func hours(in state: USState) -> WeeklyHours {
        exceptions[state.code] ?? daily(8, 21)
    }

    /// The hours that all states allow: 10 to 18 on weekdays, 10 to 17 on Saturdays, none on Sundays.
    static let common = exceptions.values.reduce(daily(8, 21)) { $0.intersection($1) }

    /// Every state whose hours are not the federal ones.
    private static let exceptions: [String: WeeklyHours] = {
        var hours: [String: WeeklyHours] = [:]
        for state in ["FL", "OK", "MD", "NJ", "MA", "WA"] { hours[state] = daily(8, 20) }
        for state in ["MS", "AL", "LA"] { hours[state] = week((8, 20), saturday: (8, 20), sunday: nil) }
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
