// SPDX-License-Identifier: Apache-2.0

/// Brings rows that are finished in any order back into the order of the list.
///
/// A row that takes long holds back those behind it, so what waits here is bounded: a run takes on no more while
/// ``hasRoom`` is `false`.
package struct InputOrder: Sendable {
    /// The most rows that wait for one before them.
    private let capacity: Int
    private var next = 1
    private var waiting: [Int: ReportRow] = [:]

    /// Makes an order that begins with row 1.
    package init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    /// Whether another row may be taken on.
    package var hasRoom: Bool { waiting.count < capacity }

    /// Takes in a finished row.
    ///
    /// - Returns: the rows that can be written now, in order.
    package mutating func add(_ row: ReportRow) -> [ReportRow] {
        waiting[row.recipient.row] = row
        var ready: [ReportRow] = []
        while let row = waiting.removeValue(forKey: next) {
            ready.append(row)
            next += 1
        }
        return ready
    }
}
