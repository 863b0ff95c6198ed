// SPDX-License-Identifier: Apache-2.0

import Foundation

extension String {
    /// The text in its precomposed form (Unicode NFC), in which phones and the GSM alphabet have
    /// their letters.
    ///
    /// All text below U+0300, the first combining mark, has this form already; its UTF-8 has no
    /// byte from 0xCC on.
    var precomposed: String {
        utf8.allSatisfy { $0 < 0xCC } ? self : precomposedStringWithCanonicalMapping
    }

    /// The text with LF as its only line end: a CR would be billed as a character of its own.
    var withLineFeeds: String {
        guard utf8.contains(0x0D) else { return self }
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in unicodeScalars {
            switch scalar {
            case "\r": result.append("\n")
            case "\n" where previous == "\r": break
            default: result.append(scalar)
            }
            previous = scalar
        }
        return String(result)
    }

    /// The text without white space, in Unicode's sense, at either end.
    var trimmed: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        if Self.isVisibleASCII(first), Self.isVisibleASCII(last) { return self }
        let scalars = unicodeScalars.drop(while: \.properties.isWhitespace)
        guard let end = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(scalars[...end])
    }

    private static func isVisibleASCII(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }
}
