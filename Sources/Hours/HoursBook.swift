// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date
import Locking

/// Answers whether messages may go out to a place, and remembers for each place what holds until when.
///
/// It is asked once or more for every message, and places are few: nearly every answer is a comparison of two times.
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

    /// Makes the book of a rule.
    package init(_ rule: HoursRule) {
        self.rule = rule
    }

    /// What holds at a place at a moment.
    package func state(in place: Place, at date: Date) -> HoursState {
        if let span = spans.withLock({ $0[place] }), span.contains(date) { return span.state }
        let state = CommonHours(rule, in: place).state(at: date)
        // What does not change within the days that are looked ahead is looked up again after a day.
        let end = state.end ?? date.addingTimeInterval(Double(CivilTime.secondsInDay))
        spans.withLock { $0[place] = Span(begin: date, end: end, state: state) }
        return state
    }

    /// A clock of the place on which it is not allowed at a moment; `nil` where it is allowed.
    package func quietClock(in place: Place, at date: Date) -> LocalClock? {
        CommonHours(rule, in: place).quietClock(at: date)
    }
}
