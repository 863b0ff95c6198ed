// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
package import Hours
package import Lists
package import PhoneNumbers

package import struct Foundation.Date

/// When messages may go out: outside of the recipient's quiet hours, and before the time after
/// which nobody wants them.
package struct SendWindow: Sendable {
    /// Finds out where recipients may be.
    package let locator: RecipientLocator
    private let book: HoursBook?
    private let deadlines: DeadlineBook?

    /// `nil` where messages may go out at any time.
    package init?(quietHours: QuietHours?, sendBefore: SendDeadline?, locator: RecipientLocator) {
        guard quietHours != nil || sendBefore != nil else { return nil }
        self.locator = locator
        book = quietHours.map { HoursBook($0.rule) }
        deadlines = sendBefore.map(DeadlineBook.init)
    }

    /// Why a message must not go out to a place at a moment; `nil` where it may.
    ///
    /// - Parameters:
    ///   - place: where the recipient may be.
    ///   - now: the moment.
    ///   - seconds: for how long it must stay allowed: a provider's shortest validity.
    /// - Returns: `skipped` where it is too late, or will be when the quiet hours are over;
    ///   `pending` where it is quiet.
    package func objection(to place: Place, at now: Date, lasting seconds: Int = 0) -> Verdict? {
        if let verdict = expiry(in: place, at: now, lasting: seconds) { return verdict }
        guard let quiet = quiet(in: place, at: now, lasting: seconds) else { return nil }
        return quiet.notBefore.flatMap { expiry(in: place, at: $0, lasting: seconds) } ?? quiet
    }

    /// Whether the time for a message is over; `nil` where it is not.
    ///
    /// - Parameters:
    ///   - place: where the recipient may be.
    ///   - now: the moment.
    ///   - seconds: for how long it must not be over.
    /// - Returns: `skipped`.
    private func expiry(in place: Place, at now: Date, lasting seconds: Int) -> Verdict? {
        guard let deadlines, now.addingTimeInterval(Double(seconds)) >= deadlines.moment(in: place)
        else { return nil }
        return .skipped(
            .expired, "the message was to be sent before \(deadlines.deadline), and not later")
    }

    /// The seconds until a message must have left; `nil` where there is no end in sight.
    package func secondsLeft(in place: Place, at now: Date) -> Double? {
        let ends = [deadlines?.moment(in: place), book?.state(in: place, at: now).end].compactMap {
            $0
        }
        return ends.min().map { min(max($0.timeIntervalSince(now), 0), 1e9) }
    }

    /// The quiet hours that a place has at a moment; `nil` where messages may go out.
    private func quiet(in place: Place, at now: Date, lasting seconds: Int) -> Verdict? {
        guard let book else { return nil }
        let state = book.state(in: place, at: now)
        guard state.isOpen else { return verdict(in: place, at: now, until: state.end) }
        guard let end = state.end, now.addingTimeInterval(Double(seconds)) >= end, seconds > 0
        else { return nil }
        return verdict(in: place, at: end, until: book.state(in: place, at: end).end)
    }

    private func verdict(in place: Place, at time: Date, until opening: Date?) -> Verdict {
        var verdict = Verdict.pending(.quietHours, words(in: place, at: time, until: opening))
        verdict.notBefore = opening
        return verdict
    }

    private func words(in place: Place, at time: Date, until opening: Date?) -> String {
        guard !place.isAnywhere else { return Self.anywhere }
        guard let clock = book?.quietClock(in: place, at: time) ?? place.clocks.first else {
            return "quiet hours"
        }
        let others = place.zones.count - 1
        let zone =
            others > 0 ? "\(clock.name) (one of \(others + 1) possible time zones)" : clock.name
        let begin = "quiet hours: it is \(clock.time(at: time)) in \(zone); "
        guard let opening else { return begin + "no window opens within 15 days" }
        return begin + "messages may go out from \(clock.time(at: opening)) there"
    }

    private static let anywhere =
        "the time zone of this number is not known, so it must not be quiet anywhere on Earth; "
        + "give the row one in the column that “columns.timeZone” names"
}

/// The recipients who wait for the end of their quiet hours.
package struct Waiting: Sendable, Hashable {
    /// How many there are.
    package private(set) var count = 0
    /// When the first of their windows opens; `nil` where none does within the days that are looked
    /// ahead.
    package private(set) var first: Date?
    /// When all of their windows have opened that do within these days.
    package private(set) var last: Date?
    /// How many have no window within these days.
    package private(set) var withoutWindow = 0

    /// Makes it for nobody.
    package init() {}

    /// Counts somebody whose window opens at a moment.
    package mutating func add(_ opening: Date?) {
        count += 1
        guard let opening else { return withoutWindow += 1 }
        first = first.map { min($0, opening) } ?? opening
        last = last.map { max($0, opening) } ?? opening
    }
}

/// Finds out where recipients may be: by the list's column of time zones, or else by their numbers.
package final class RecipientLocator: Sendable {
    private let column: Int?
    private let plan: NumberingPlan
    private let known = Guarded(Known())

    /// What was read before: cells and lists of zones come again and again.
    private struct Known {
        var cells: [String: Place?] = [:]
        var zones: [[String]: Place] = [:]
    }

    /// More different cells than there are time zones and states are kept no longer.
    private static let mostCells = 4096

    /// - Parameters:
    ///   - column: the index of the list's column of time zones; `nil` where it has none.
    ///   - plan: the numbering plan.
    package init(column: Int? = nil, plan: NumberingPlan = .bundled) {
        self.column = column
        self.plan = plan
    }

    /// Where a recipient may be.
    package func location(of recipient: Recipient, _ number: PhoneNumber) -> RecipientLocation {
        guard let cell = cell(of: recipient), !cell.isEmpty else {
            return RecipientLocation(place: place(of: number))
        }
        if let place = place(named: cell) { return RecipientLocation(place: place) }
        return RecipientLocation(place: place(of: number), misread: cell)
    }

    private func cell(of recipient: Recipient) -> String? {
        guard let column, recipient.cells.indices.contains(column) else { return nil }
        let cell = recipient.cells[column]
        let letters = cell.drop(while: \.isWhitespace)
        guard let last = letters.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(letters[...last])
    }

    private func place(named name: String) -> Place? {
        if let place = known.withLock({ $0.cells[name] }) { return place }
        let zone = LocalClock(zone: name).map { Place(zones: [$0.name]) }
        let place = USState(name).map(Place.init) ?? zone
        known.withLock { known in
            if known.cells.count < Self.mostCells { known.cells[name] = .some(place) }
        }
        return place
    }

    private func place(of number: PhoneNumber) -> Place {
        let zones = plan.timeZones(of: number)
        if let place = known.withLock({ $0.zones[zones] }) { return place }
        let place = Place(zones: zones)
        known.withLock { $0.zones[zones] = place }
        return place
    }
}

/// Where a recipient may be, as far as it can be told.
package struct RecipientLocation: Sendable, Hashable {
    package let place: Place
    /// What the list says of the time zone where that names none; the number's own zones count
    /// then.
    package var misread: String?
}
