// SPDX-License-Identifier: Apache-2.0

import Basics

package import struct Foundation.Date

/// The time before which a message must be sent, or not at all: one moment for everybody, or a time
/// on the recipient's own clock.
package struct SendDeadline: Sendable, Hashable, CustomStringConvertible {
    /// What is no such time, in words for a person.
    package struct Mistake: Error, Equatable, Sendable, CustomStringConvertible {
        /// The text as it was written.
        let text: String

        package var description: String {
            "“\(text)” is no time; write one like 2026-11-30T18:00 (the recipient's own clock), "
                + "2026-11-30T18:00Z or 2026-11-30T18:00-05:00"
        }
    }

    private enum Meaning: Hashable {
        case moment(Date)
        case local(CivilTime)
    }

    /// The time as it was written.
    package let description: String
    private let meaning: Meaning

    /// Reads a time of ISO 8601; without a zone it is the recipient's own.
    package init(_ text: String) throws(Mistake) {
        description = text
        guard let match = text.wholeMatch(of: Self.form), let civil = Self.time(match.output),
            let found = Self.meaning(of: civil, zone: match.output.zone)
        else { throw Mistake(text: text) }
        meaning = found
    }

    /// The moment for somebody in a place: where several time zones are possible, the earliest.
    package func moment(in place: Place) -> Date {
        switch meaning {
        case .moment(let date): date
        case .local(let time):
            place.clocks.map { $0.moment(of: time) }.min() ?? Date(wholeSeconds: time.second)
        }
    }

    private typealias Parts = (
        Substring, day: Substring, hour: Substring, minute: Substring, second: Substring?,
        zone: Substring?
    )

    private static var form: Regex<Parts> {
        #/
        (?<day>[0-9]{4}-[0-9]{2}-[0-9]{2}) [Tt\x20] (?<hour>[0-9]{2}):(?<minute>[0-9]{2})
        (?: :(?<second>[0-9]{2}) (?:[.,][0-9]+)? )?
        (?<zone> [Zz] | [+-][0-9]{2} (?: :?[0-9]{2} )? )?
        /#
    }

    private static func time(_ parts: Parts) -> CivilTime? {
        let day = parts.day.split(separator: "-").compactMap { Int($0) }
        guard day.count == 3, day[0] >= 1970, let hour = Int(parts.hour),
            let minute = Int(parts.minute), let second = Int(parts.second ?? "0")
        else { return nil }
        return CivilTime(
            year: day[0], month: day[1], day: day[2], hour: hour, minute: minute, second: second)
    }

    private static func meaning(of time: CivilTime, zone: Substring?) -> Meaning? {
        guard let zone else { return .local(time) }
        guard let sign = zone.first, sign == "+" || sign == "-" else {
            return .moment(Date(wholeSeconds: time.second))
        }
        let digits = zone.filter(\.isNumber)
        guard let hours = Int(digits.prefix(2)),
            let minutes = Int(digits.count > 2 ? digits.suffix(2) : "0"), hours <= 14, minutes < 60
        else { return nil }
        let offset = (hours * 60 + minutes) * (sign == "-" ? -60 : 60)
        return .moment(Date(wholeSeconds: time.second - offset))
    }
}

/// Answers until when a message may be sent to a place, and remembers it for each place.
package final class DeadlineBook: Sendable {
    /// The time as it was written.
    package let deadline: SendDeadline
    private let moments = Guarded<[Place: Date]>([:])

    /// Makes the book of a time.
    package init(_ deadline: SendDeadline) { self.deadline = deadline }

    /// The moment before which a message to a place must be sent.
    package func moment(in place: Place) -> Date {
        if let moment = moments.withLock({ $0[place] }) { return moment }
        let moment = deadline.moment(in: place)
        moments.withLock { $0[place] = moment }
        return moment
    }
}
