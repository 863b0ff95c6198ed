// SPDX-License-Identifier: Apache-2.0

/// One segment of a URL's path, made of any text.
enum PathSegment {
    private static let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)

    /// Percent-encodes all but the unreserved characters (RFC 3986 §2.3), so that an id can never reach another path.
    ///
    /// A segment of dots alone is encoded, too: it would lead upwards.
    static func encode(_ text: String) -> String {
        let isDots = text.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
        return text.utf8.reduce(into: "") { result, byte in
            result += kept.contains(byte) && !isDots ? String(UnicodeScalar(byte)) : "%" + hexadecimal(byte)
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "0" + digits : digits
    }
}
