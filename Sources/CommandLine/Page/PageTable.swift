// SPDX-License-Identifier: Apache-2.0

/// Puts a table of the page's summary together; cells are HTML.
struct PageTable {
    private let caption: String
    private let columns: [String]
    private var rows: [String] = []

    /// Makes an empty table.
    init(_ caption: String, columns: [String]) {
        self.caption = caption
        self.columns = columns
    }

    /// Adds a row, whose first cell is its heading.
    mutating func add(_ heading: String, _ cells: String...) {
        let data = zip(columns.indices.dropFirst(), cells).map { "<td\(label($0))>\($1)</td>" }.joined()
        rows.append("<tr><th scope=\"row\">\(heading)</th>\(data)</tr>")
    }

    /// What a narrow screen, which has no room for the headings, puts before a cell; the first number needs nothing.
    private func label(_ column: Int) -> String {
        column < 2 || columns[column].isEmpty ? "" : " data-label=\"\(columns[column])\""
    }

    /// The table's HTML; empty where it has no row.
    var html: String {
        guard !rows.isEmpty else { return "" }
        let head = columns.map { "<th scope=\"col\">\($0)</th>" }.joined()
        return "<div class=\"wide\"><table class=\"data\"><caption>\(caption)</caption><thead><tr>\(head)</tr></thead>"
            + "<tbody>\(rows.joined(separator: "\n"))</tbody></table></div>"
    }
}
