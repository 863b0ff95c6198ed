// SPDX-License-Identifier: Apache-2.0

/// The language of manual pages, as far as it is used: groff's and mandoc's common part, in ASCII.
enum Roff {
    /// A text that is printed as it is written.
    static func text(_ text: String) -> String {
        let escaped = text.unicodeScalars.map(scalar).joined()
        // A line that begins with one of these would be a request.
        return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }

    /// A text in bold.
    static func bold(_ text: String) -> String { "\\fB\(self.text(text))\\fP" }

    /// A text in italics, or underlined.
    static func italic(_ text: String) -> String { "\\fI\(self.text(text))\\fP" }

    /// A heading and what is under it.
    static func section(_ title: String, _ lines: [String]) -> [String] { [".SH " + text(title)] + lines }

    /// A term with its explanation.
    static func item(_ term: String, _ explanation: String) -> [String] { [".TP", term, text(explanation)] }

    private static func scalar(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\\": "\\e"
        // Otherwise they become typographic ones, which no shell understands.
        case "-": "\\-"
        case "'": "\\(aq"
        case "`": "\\(ga"
        case "^": "\\(ha"
        case "~": "\\(ti"
        case "\"": "\\(dq"
        default: scalar.isASCII ? String(scalar) : "\\[u\(hexadecimal(scalar))]"
        }
    }

    /// At least four digits in upper case.
    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
