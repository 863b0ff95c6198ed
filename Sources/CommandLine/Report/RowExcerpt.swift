// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign

/// The first of the rows that were asked for, as lines of a terminal.
struct RowExcerpt {
    /// More rows than these are for a file, not for a screen.
    static let limit = 20

    private var table = Table(.right, .left, .left, .left)
    private var count = 0

    /// Takes a row over, if there is room for it.
    mutating func add<Source>(_ row: ReportReader<Source>) {
        count += 1
        guard count <= Self.limit else { return }
        let number = row[.number].isEmpty ? row[.phone] : row[.number]
        let why = row[.reason].isEmpty ? row[.status] : row[.reason]
        table.add(
            "row " + Printable.text(row[.row]),
            Printable.text(number),
            Printable.text(why),
            Printable.text(row[.detail])
        )
    }

    /// The lines, and how many rows are not among them.
    func lines(width: Int) -> [String] {
        let lines = table.lines(width: width)
        guard count > Self.limit else { return lines }
        return lines + ["  … and \(Figures.count(count - Self.limit)) more; --csv FILE writes them all"]
    }
}
