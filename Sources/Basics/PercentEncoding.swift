// SPDX-License-Identifier: Apache-2.0

/// Writes texts into URLs and forms.
package enum PercentEncoding {
    /// Writes all but letters, digits and `-._~` (RFC 3986 §2.3) as `%XX` of their UTF-8.
    package static func encode(_ text: String) -> String { encode(text, keeping: "-._~") }

    /// Writes a name or value of a form as the WHATWG's URL standard has it (§5.2): a space is `+`.
    package static func form(_ text: String) -> String {
        encode(text, keeping: "-._* ").replacing(" ", with: "+")
    }

    /// Joins names and values to a query or a form's body.
    ///
    /// A space becomes `%20`, which every reader of forms takes; `+` would be a plus sign to some.
    package static func fields(_ fields: KeyValuePairs<String, String>) -> String {
        fields.map { "\(encode($0.key))=\(encode($0.value))" }.joined(separator: "&")
    }

    private static func encode(_ text: String, keeping marks: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            if isLetterOrDigit(byte) || marks.utf8.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += byte < 16 ? "%0" : "%"
                result += String(byte, radix: 16, uppercase: true)
            }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}

/// One segment of a URL's path, made of a text that somebody else chose, such as a provider's id of
/// a message.
///
/// Not every text can be one. Encoding alone does not keep `..` and `a/b` where they stand:
/// libraries and proxies decode a path, follow its dots, and some decode it twice. So these are
/// refused.
package struct PathSegment: Sendable, Hashable {
    /// The segment as it stands in the URL.
    package let encoded: String

    /// Nil for no text, for dots that lead upwards (RFC 3986 §5.2.4), and for a text with a control
    /// character or a mark that ends a segment or begins an encoded one.
    package init?(_ text: String) {
        guard !["", ".", ".."].contains(text), text.unicodeScalars.allSatisfy(Self.isSafe) else {
            return nil
        }
        encoded = PercentEncoding.encode(text)
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "/", "\\", "?", "#", "%": false
        default: scalar.properties.generalCategory != .control
        }
    }
}
