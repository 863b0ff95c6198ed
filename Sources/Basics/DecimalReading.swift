// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Decimal

extension Decimal {
    /// Reads a number with a decimal point, whatever language the user's system speaks.
    ///
    /// What follows the number does not count, as everywhere in Foundation;
    /// ``init(price:)`` is strict.
    package init?(posix text: some StringProtocol) {
        self.init(string: String(text), locale: nil)
    }

    /// Reads digits with an optional minus and fraction, as `-0.00750`; `nil` for anything else,
    /// and for more than a price can be: a `Decimal` holds no more than 38 digits exactly.
    package init?(price text: String) {
        let unsigned = text.utf8.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard text.utf8.count <= 30, parts.allSatisfy({ !$0.isEmpty && $0.isASCIIDigits }) else {
            return nil
        }
        self.init(posix: text)
    }
}
