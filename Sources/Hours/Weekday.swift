// SPDX-License-Identifier: Apache-2.0

/// A day of the week.
package enum Weekday: Int, Sendable, Hashable, CaseIterable {
    case sunday, monday, tuesday, wednesday, thursday, friday, saturday

    /// The day's short English name, as configurations write it: `mon`.
    package var word: String { Self.words[rawValue] }

    /// Finds the day for its English name in either case, short or whole: `Mon`, `monday`.
    package init?(word: String) {
        let word = word.lowercased()
        guard let index = Self.names.firstIndex(of: word) ?? Self.words.firstIndex(of: word) else { return nil }
        self.init(rawValue: index)
    }

    /// The short names of all days, Sunday first.
    package static let words = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    private static let names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
}
