// SPDX-License-Identifier: Apache-2.0

/// Rows in aligned columns, behind an indent of two.
struct Table {
    /// How a column's cells stand.
    enum Alignment {
        case left, right
    }

    private let alignments: [Alignment]
    private var rows: [[String]] = []

    /// Makes an empty table.
    init(_ alignments: Alignment...) {
        self.alignments = alignments
    }

    /// Makes an empty table of as many columns as there are alignments.
    init(_ alignments: [Alignment]) {
        self.alignments = alignments
    }

    /// Whether there is no row.
    var isEmpty: Bool { rows.isEmpty }

    /// Adds a row.
    mutating func add(_ cells: String...) {
        rows.append(cells)
    }

    /// Adds a row of as many cells as there are columns.
    mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// The lines, the last column cut where the terminal ends.
    func lines(width: Int) -> [String] {
        let widths = alignments.indices.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, zip(widths, alignments)).map { cell, layout in Self.pad(cell, to: layout.0, layout.1) }
            return Printable.cut("  " + cells.joined(separator: "  ").trimmingSpaceAtEnd, to: width)
        }
    }

    private static func pad(_ cell: String, to width: Int, _ alignment: Alignment) -> String {
        let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(cell)))
        return alignment == .left ? cell + space : space + cell
    }
}

extension String {
    /// The text without spaces at its end.
    fileprivate var trimmingSpaceAtEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
