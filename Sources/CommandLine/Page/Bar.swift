// SPDX-License-Identifier: Apache-2.0

/// Draws bars as inline SVG: numbers stand beside them, so that they are decoration for a screen reader.
enum Bar {
    /// A bar of a table: a share of the cell's width.
    static func share(_ part: Int, of whole: Int, _ kind: String = "") -> String {
        let width = whole > 0 ? max(part > 0 ? 2 : 0, Int(Double(part) / Double(whole) * 1000)) : 0
        return "<svg class=\"bar \(kind)\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
            + "<rect class=\"all\" width=\"1000\" height=\"10\"/><rect class=\"part\" width=\"\(width)\" height=\"10\"/></svg>"
    }

    /// A chart of upright bars that all have one width.
    ///
    /// - Parameters:
    ///   - counts: the bars' heights.
    ///   - limit: the height of a line across the chart; `nil` for none.
    ///   - label: what the chart shows, for those who cannot see it.
    /// - Returns: the chart's HTML.
    static func chart(_ counts: [Int], limit: Double? = nil, label: String) -> String {
        let highest = max(1, Double(counts.max() ?? 1), limit ?? 1)
        let bars = counts.enumerated().map { index, count in
            let height = max(count > 0 ? 1 : 0, Int(Double(count) / highest * 100))
            return "<rect class=\"part\" x=\"\(index * 10)\" y=\"\(100 - height)\" width=\"9\" height=\"\(height)\"/>"
        }
        let width = max(1, counts.count) * 10
        let line = limit.map { limit in
            let height = 100 - Int(limit / highest * 100)
            return "<line class=\"limit\" x1=\"0\" x2=\"\(width)\" y1=\"\(height)\" y2=\"\(height)\"/>"
        }
        return "<svg class=\"chart\" role=\"img\" aria-label=\"\(HTMLText.escaped(label))\" "
            + "viewBox=\"0 0 \(width) 100\" preserveAspectRatio=\"none\">\(bars.joined())\(line ?? "")</svg>"
    }
}
