// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Reads amounts of money.
package enum DecimalText {
    /// Reads a number with a point, whatever the system's language: `-0.0075`, `.5`, `1e-3`.
    ///
    /// Nil for anything else, also for a text that only begins with a number: Foundation reads
    /// `0.5 EUR` and `1.2.3` as far as it understands them.
    package static func decimal(in text: String) -> Decimal? {
        var rest = text.utf8[...]
        skipSign(&rest)
        var digits = takeDigits(&rest)
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            digits += takeDigits(&rest)
        }
        guard digits > 0, isExponent(rest) else { return nil }
        let number = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
        return number.flatMap { $0.isFinite ? $0 : nil }
    }

    /// Nothing, or `e` with digits, which may have a sign.
    private static func isExponent(_ text: Substring.UTF8View) -> Bool {
        guard let mark = text.first else { return true }
        var rest = text.dropFirst()
        skipSign(&rest)
        return mark | 0x20 == UInt8(ascii: "e") && takeDigits(&rest) > 0 && rest.isEmpty
    }

    private static func skipSign(_ rest: inout Substring.UTF8View) {
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    }

    /// Takes the digits at the beginning, and tells how many there were.
    private static func takeDigits(_ rest: inout Substring.UTF8View) -> Int {
        let digits = rest.prefix(while: \.isASCIIDigit)
        rest = rest[digits.endIndex...]
        return digits.count
    }
}
