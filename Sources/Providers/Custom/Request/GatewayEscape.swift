// SPDX-License-Identifier: Apache-2.0

/// How a text is written so that it cannot leave the place where it stands.
enum GatewayEscape: Sendable, Hashable {
    /// As it is.
    case nothing
    /// Percent-encoded UTF-8 in which only the unreserved characters stay (RFC 3986 §2.3).
    case percent
    /// A name or value of a form (`application/x-www-form-urlencoded`, WHATWG URL §5.2): a space is `+`.
    case form
    /// Without control characters, the line breaks that would begin another header among them.
    case header
    /// Character data or an attribute's value of XML 1.0, without the characters that it cannot hold.
    case xml

    /// Escapes a text.
    func apply(_ text: String) -> String {
        switch self {
        case .nothing: text
        case .percent: Self.percentEncoded(text, keeping: "-._~")
        case .form: Self.percentEncoded(text, keeping: "-._* ").replacing(" ", with: "+")
        case .header:
            String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
        case .xml: text.unicodeScalars.map(Self.xml).joined()
        }
    }

    private static func percentEncoded(_ text: String, keeping marks: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isKept = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            if isKept || marks.utf8.contains(byte) {
                result.unicodeScalars.append(scalar)
            } else {
                result += byte < 16 ? "%0" : "%"
                result += String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    private static func xml(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&apos;"
        // A parser would make line feeds of a bare CR, and spaces of all three in an attribute.
        case "\t", "\n", "\r": "&#\(scalar.value);"
        case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": ""
        default: String(scalar)
        }
    }
}
