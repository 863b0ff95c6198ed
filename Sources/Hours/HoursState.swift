// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

/// Whether messages may go out to a place at a moment, and how long that stays so.
package enum HoursState: Sendable, Hashable {
    /// They may, until then; `nil`: for many days at least.
    case open(until: Date?)
    /// They may not, until then; `nil`: not for many days.
    case closed(until: Date?)

    /// Whether they may.
    package var isOpen: Bool {
        if case .open = self { true } else { false }
    }

    /// When that changes.
    package var end: Date? {
        switch self {
        case .open(let until), .closed(let until): until
        }
    }
}
