// SPDX-License-Identifier: Apache-2.0

/// One segment of a URL's path, made of any text.
package enum PathSegment {
    private static let kept = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8
    )

    /// Percent-encodes all but the unreserved characters (RFC 3986 §2.3), so that an id can never
    /// reach another path.
    ///
    /// A segment of dots alone is encoded, too: it would lead upwards.
    package static func encode(_ text: String) -> String {
        let isDots = text.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
        return text.utf8.reduce(into: "") { result, byte in
            result +=
                kept.contains(byte) && !isDots
                ? String(UnicodeScalar(byte)) : "%" + hexadecimal(byte)
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "0" + digits : digits
    }
}

/// Writes texts into URLs.
package enum PlivoQuery {
    /// Joins names and values to a query without its question mark.
    package static func text(_ fields: KeyValuePairs<String, String>) -> String {
        fields.map { "\($0.key)=\(escaped($0.value))" }.joined(separator: "&")
    }

    /// Writes everything but the unreserved characters (RFC 3986 §2.3) as `%XX`.
    package static func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            let scalar = Unicode.Scalar(byte)
            if isUnreserved(byte) {
                result.unicodeScalars.append(scalar)
            } else {
                result += hex(byte)
            }
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "%0" + digits : "%" + digits
    }
}
