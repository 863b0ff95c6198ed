// SPDX-License-Identifier: Apache-2.0

/// A number as a spreadsheet shows a long one: `4.41E+11`.
struct ScientificNumber: Sendable, Hashable {
    /// All digits of the number; nil where the notation no longer has them.
    let digits: String?

    /// Nil for a text that is written in another way.
    init?(_ text: String) {
        // A cheap look that spares nearly all cells the rest.
        guard text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return nil }
        let marks: Set<Character> = ["=", "\"", "'", " "]
        let bare = text.filter { !marks.contains($0) }
        let parts = bare.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        guard parts.count == 2, let exponent = Self.exponent(parts[1]) else { return nil }
        let mantissa = parts[0].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        let whole = mantissa[0].first == "+" ? mantissa[0].dropFirst() : mantissa[0]
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        guard mantissa.count <= 2, whole.count == 1, (whole + fraction).allSatisfy(\.isASCIIDigit) else { return nil }
        // As many decimals as the exponent says: nothing was rounded off.
        digits = fraction.count == exponent && exponent >= Self.fewestDecimals ? "\(whole)\(fraction)" : nil
    }

    private static let fewestDecimals = 6

    /// Two digits at the most: a longer one is no exponent of a phone number.
    private static func exponent(_ text: Substring) -> Int? {
        let digits = text.first == "+" ? text.dropFirst() : text
        guard 1...2 ~= digits.count, digits.allSatisfy(\.isASCIIDigit) else { return nil }
        return Int(digits)
    }
}
