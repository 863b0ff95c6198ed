// SPDX-License-Identifier: Apache-2.0

/// Draws bars out of block elements, an eighth of a column exact.
enum TextBar {
    private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// A bar whose length is a share of the width; what is more than nothing can be seen.
    static func share(_ part: Int, of whole: Int, width: Int) -> String {
        guard part > 0, whole > 0, width > 0 else { return "" }
        let exact = (Double(min(part, whole)) / Double(whole) * Double(width * 8)).rounded(.down)
        let length = max(1, Int(exact))
        return String(repeating: "█", count: length / 8) + eighths[length % 8]
    }
}
