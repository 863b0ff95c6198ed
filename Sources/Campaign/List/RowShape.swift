// SPDX-License-Identifier: Apache-2.0

/// How wide the rows of a list are, by its header.
///
/// Spreadsheets write empty cells where there is no column, and leave cells out where a column has no name and nothing in it: these
/// make no row a bad one.
struct RowShape: Sendable, Hashable {
    /// How many columns the header has.
    let width: Int
    /// How many of them come before those at the end that have no name.
    let namedWidth: Int

    init(header: [String]) {
        width = header.count
        namedWidth = (header.lastIndex { !Self.isBlank($0) } ?? -1) + 1
    }

    /// Whether a row has the header's cells.
    func fits(_ cells: [String]) -> Bool {
        cells.count == width || fitted(cells).count == width
    }

    /// The row as wide as the header where nothing is lost or made up by that, otherwise as it is.
    func fitted(_ cells: [String]) -> [String] {
        if cells.count > width, cells[width...].allSatisfy(Self.isBlank) { return Array(cells[..<width]) }
        if namedWidth..<width ~= cells.count {
            return cells + [String](repeating: "", count: width - cells.count)
        }
        return cells
    }

    private static func isBlank(_ text: String) -> Bool {
        text.allSatisfy { $0 == " " || $0 == "\t" }
    }
}
