// SPDX-License-Identifier: Apache-2.0

import Basics
package import Hours
package import Lists
package import PhoneNumbers

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
