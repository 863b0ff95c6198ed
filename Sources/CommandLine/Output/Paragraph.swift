// SPDX-License-Identifier: Apache-2.0

/// Wraps text at word boundaries.
enum Paragraph {
    /// The narrowest text that still reads.
    private static let narrowest = 20

    /// Breaks a text into lines of at most `width` columns; a longer word gets a line of its own.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var used = 0
        for word in text.split(separator: " ") {
            let size = DisplayWidth.of(word)
            if let last = lines.last, used + 1 + size <= max(width, narrowest) {
                lines[lines.count - 1] = last + " " + word
                used += 1 + size
            } else {
                lines.append(String(word))
                used = size
            }
        }
        return lines
    }

    /// Breaks a text and joins its lines, each but the first behind an indent.
    static func wrap(_ text: String, width: Int, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        return lines(text, width: width - indent).joined(separator: "\n" + margin)
    }
}
