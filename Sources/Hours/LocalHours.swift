// SPDX-License-Identifier: Apache-2.0

/// Hours that hold in one time zone.
struct LocalHours: Sendable, Hashable {
    let hours: WeeklyHours
    let clock: LocalClock

    /// What holds at a second, and up to which second it holds at the least.
    ///
    /// A clock that is put forward or back ends a piece: what it shows afterwards decides anew.
    func piece(at second: Int) -> (isOpen: Bool, end: Int) {
        let offset = clock.offset(at: second)
        let (isOpen, length) = hours.piece(at: second + offset)
        let end = second + length
        guard clock.offset(at: end) != offset else { return (isOpen, end) }
        return (isOpen, clock.change(after: second, notAfter: end))
    }
}
