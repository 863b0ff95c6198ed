// SPDX-License-Identifier: Apache-2.0

/// Which hours hold where.
package enum HoursRule: Sendable, Hashable {
    /// The same hours for everybody, on their own clocks.
    case everywhere(WeeklyHours)
    /// The hours of each state of the USA; where the state is not known, those that all of them allow.
    case usStates

    /// The hours of the Telephone Consumer Protection Act's rule, 47 CFR 64.1200(c)(1): 8 am to 9 pm.
    package static let usFederal = everywhere(WeeklyHours(quietFrom: TimeOfDay(hour: 21), until: TimeOfDay(hour: 8)))

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
