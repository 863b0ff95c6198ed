// SPDX-License-Identifier: Apache-2.0

/// Writes texts into URLs.
enum PlivoQuery {
    /// Joins names and values to a query without its question mark.
    static func text(_ fields: KeyValuePairs<String, String>) -> String {
        fields.map { "\($0.key)=\(escaped($0.value))" }.joined(separator: "&")
    }

    /// Writes everything but the unreserved characters (RFC 3986 §2.3) as `%XX`.
    static func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            let scalar = Unicode.Scalar(byte)
            if isUnreserved(byte) { result.unicodeScalars.append(scalar) } else { result += hex(byte) }
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
