// SPDX-License-Identifier: Apache-2.0

/// Makes text of others' files harmless for a terminal.
enum Printable {
    /// Replaces control characters, which could move the cursor or pretend to be this program's own words.
    static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars { result.unicodeScalars.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
        return result
    }

    /// Cuts a text to a width in columns, with an ellipsis for what is lost.
    static func cut(_ text: String, to width: Int) -> String {
        DisplayWidth.of(text) <= width ? text : DisplayWidth.prefix(of: text, width - 1) + "…"
    }

    /// Control characters (Cc) and the format characters (Cf) that turn the writing direction; not the joiner of emoji, which moves
    /// nothing.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar != "\u{200D}" else { return false }
        return scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
    }
}
