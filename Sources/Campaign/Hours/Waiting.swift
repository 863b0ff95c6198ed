// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

/// The recipients who wait for the end of their quiet hours.
package struct Waiting: Sendable, Hashable {
    /// How many there are.
    package private(set) var count = 0
    /// When the first of their windows opens; `nil` where none does within the days that are looked ahead.
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
