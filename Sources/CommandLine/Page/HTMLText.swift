// SPDX-License-Identifier: Apache-2.0

/// Makes text of others' files harmless in HTML.
enum HTMLText {
    /// The text as content or as a quoted attribute's value; control characters are replaced, as on a terminal.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in Printable.text(text).unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
