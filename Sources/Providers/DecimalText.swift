// SPDX-License-Identifier: Apache-2.0

import struct Foundation.Decimal

/// Reads amounts of money as providers write them.
enum DecimalText {
    /// The longest text that is read: more digits than a `Decimal` holds exactly are no price.
    private static let longest = 30

    /// Reads digits with an optional sign and fraction, as `-0.00750`; `nil` for anything else.
    static func decimal(in text: String) -> Decimal? {
        let unsigned = text.utf8.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard text.utf8.count <= longest, parts.allSatisfy(isNumber) else { return nil }
        return Decimal(string: text)
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
