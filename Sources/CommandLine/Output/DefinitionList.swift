// SPDX-License-Identifier: Apache-2.0

/// Terms with their explanations in two aligned columns.
struct DefinitionList {
    private let rows: [(term: String, text: String)]

    /// Makes a list.
    init(_ rows: [(term: String, text: String)]) {
        self.rows = rows
    }

    /// The list's lines, explanations wrapped under themselves.
    ///
    /// - Parameter width: The columns of the terminal.
    /// - Returns: Lines, the last without line feed.
    func render(width: Int) -> String {
        let column = (rows.map(\.term.count).max() ?? 0) + 4
        return rows.map { term, text in
            let gap = String(repeating: " ", count: column - term.count - 2)
            return "  " + term + gap + Paragraph.wrap(text, width: width, indent: column)
        }
        .joined(separator: "\n")
    }
}
