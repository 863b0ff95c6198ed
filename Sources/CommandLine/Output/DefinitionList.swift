// SPDX-License-Identifier: Apache-2.0

/// Terms with their explanations in two aligned columns.
struct DefinitionList {
    private let rows: [(term: String, text: String)]
    private let column: Int

    /// Makes a list whose texts begin at a column; nil: as near as the longest term allows.
    init(_ rows: [(term: String, text: String)], column: Int? = nil) {
        self.rows = rows
        self.column = max(column ?? 0, (rows.map(\.term.count).max() ?? 0) + 4)
    }

    /// The list's lines, explanations wrapped under themselves.
    ///
    /// - Parameter width: The columns of the terminal.
    /// - Returns: Lines, the last without line feed.
    func render(width: Int) -> String {
        rows.map { term, text in
            let gap = String(repeating: " ", count: column - term.count - 2)
            return "  " + term + gap + Paragraph.wrap(text, width: width, indent: column)
        }
        .joined(separator: "\n")
    }
}
