// SPDX-License-Identifier: Apache-2.0

// What formats mean by digits, letters and space: ASCII, whatever else Unicode calls so. An Arabic
// or full-width digit is a `Character.isNumber`, but no part of a number in CSV, JSON or a header.

extension UInt8 {
    /// Whether it is one of `0` to `9`.
    @inlinable package var isASCIIDigit: Bool { self &- 0x30 < 10 }

    /// Whether it is one of `a` to `z` or `A` to `Z`.
    @inlinable package var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

    /// Whether it is an ASCII letter or digit.
    @inlinable package var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }
}

extension Unicode.Scalar {
    /// Whether it is one of `0` to `9`.
    package var isASCIIDigit: Bool { "0"..."9" ~= self }

    /// Whether it is an ASCII letter or digit.
    package var isASCIIAlphanumeric: Bool { isASCII && UInt8(ascii: self).isASCIIAlphanumeric }
}

extension Character {
    /// Whether it is one of `0` to `9`, without a combining mark.
    package var isASCIIDigit: Bool { asciiValue?.isASCIIDigit ?? false }
}

extension StringProtocol {
    /// Whether there is nothing but `0` to `9` in it; an empty text has nothing else either.
    package var isASCIIDigits: Bool { utf8.allSatisfy(\.isASCIIDigit) }
}

extension Int {
    /// Reads the number that ASCII digits write; nil where there is none, or anything else, such as
    /// a sign, and where it is too large.
    package init?(digits: some Collection<UInt8>) {
        guard !digits.isEmpty else { return nil }
        self = 0
        for byte in digits {
            let (product, isTooLarge) = multipliedReportingOverflow(by: 10)
            guard byte.isASCIIDigit, !isTooLarge else { return nil }
            let (sum, overflows) = product.addingReportingOverflow(Int(byte &- 0x30))
            guard !overflows else { return nil }
            self = sum
        }
    }
}

extension BidirectionalCollection {
    /// What is left without the elements at both ends for which `isUnwanted` is true.
    ///
    /// A text's characters, scalars and bytes may differ in what is space: `"\r\n"` is one
    /// character, and a space with an accent is a character that counts as space.
    package func trimming(while isUnwanted: (Element) -> Bool) -> SubSequence {
        let rest = drop(while: isUnwanted)
        guard let last = rest.lastIndex(where: { !isUnwanted($0) }) else { return rest }
        return rest[...last]
    }
}

extension String {
    /// The text without the characters at both ends that Unicode counts as white space.
    package var trimmed: String { String(trimming(while: \.isWhitespace)) }
}

/// Bytes as hexadecimal digits.
package enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Returns two lower-case digits for each byte.
    package static func text(of bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xF)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Returns the bytes that `text` spells, or nil where it is not pairs of hexadecimal digits.
    package static func bytes(of text: String) -> [UInt8]? {
        let values = text.map(\.hexDigitValue)
        guard values.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: values.count, by: 2) {
            guard let high = values[start], let low = values[start + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}

extension FixedWidthInteger {
    /// The number in hexadecimal digits of upper case, with leading zeros to the given width.
    package func hex(digits width: Int) -> String {
        let digits = String(self, radix: 16, uppercase: true)
        return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
    }
}
