// SPDX-License-Identifier: Apache-2.0

/// Puts a table of the page's summary together; cells are HTML.
struct PageTable {
    private let caption: String
    private let head: String
    private var rows: [String] = []

    /// Makes an empty table.
    init(_ caption: String, columns: [String]) {
        self.caption = caption
        head = columns.map { "<th scope=\"col\">\($0)</th>" }.joined()
    }

    /// Adds a row, whose first cell is its heading.
    mutating func add(_ heading: String, _ cells: String...) {
        let data = cells.map { "<td>\($0)</td>" }.joined()
        rows.append("<tr><th scope=\"row\">\(heading)</th>\(data)</tr>")
    }

    /// The table's HTML; empty where it has no row.
    var html: String {
        guard !rows.isEmpty else { return "" }
        return "<div class=\"wide\"><table class=\"data\"><caption>\(caption)</caption><thead><tr>\(head)</tr></thead>"
            + "<tbody>\(rows.joined(separator: "\n"))</tbody></table></div>"
    }
}
