// SPDX-License-Identifier: Apache-2.0

/// How large a page may become, in bytes: browsers keep all of it in memory, several times over.
struct PageBudget: Sendable {
    /// 64 MB of details: 100,000 rows with 20 columns of the user's own need about 30.
    static let standard = PageBudget(rows: 192_000_000, details: 64_000_000)

    private var rows: Int
    private var details: Int
    /// Rows whose details are left out.
    private(set) var withoutDetails = 0
    /// Rows that are left out altogether; they are counted all the same.
    private(set) var unlisted = 0

    /// Makes a budget.
    ///
    /// - Parameters:
    ///   - rows: for the table's own cells.
    ///   - details: for what is shown of a row only when it is opened.
    init(rows: Int, details: Int) {
        self.rows = rows
        self.details = details
    }

    /// What of a row is put into the page.
    enum Share {
        case all, cells, nothing
    }

    /// Spends the bytes of a row; once something did not fit, nothing like it follows.
    mutating func spend(on row: PageRow) -> Share {
        rows -= row.cells.reduce(row.cells.count * 3) { $0 + $1.utf8.count }
        guard rows > 0 else {
            rows = 0
            unlisted += 1
            return .nothing
        }
        details -= row.details.utf8.count
        guard details > 0 || row.details.isEmpty else {
            details = 0
            withoutDetails += 1
            return .cells
        }
        return .all
    }

    /// What is missing, in words; `nil` where nothing is.
    var note: String? {
        let parts = [
            unlisted > 0 ? "\(Figures.count(unlisted, "row", "rows"))" : nil,
            withoutDetails > 0 ? "the details of \(Figures.count(withoutDetails, "row", "rows"))" : nil,
        ]
        let missing = parts.compactMap { $0 }.joined(separator: " and ")
        guard !missing.isEmpty else { return nil }
        return
            "The page would be too large for a browser: \(missing) at the end of the report are not on it, though counted above. "
            + "The report has everything; --status or --reason makes a smaller page."
    }
}
