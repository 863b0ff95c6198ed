// SPDX-License-Identifier: Apache-2.0

/// Brings a text into GSM-7 by replacing typographic characters with plain ones that say the same.
///
/// Letters of languages and emoji are never replaced: where one stands in a text, the text stays as
/// it is.
public enum SmartEncoding {
    /// Gives what takes the place of a character; nil for one that is kept.
    ///
    /// It is empty for a character that nobody sees.
    public static func replacement(for scalar: Unicode.Scalar) -> String? {
        replacements[scalar]
    }

    /// Gives the text that is sent in a text's place.
    ///
    /// - Returns: The replaced text where all of it becomes GSM-7 and takes no more segments; else
    ///   the text in its precomposed form (NFC).
    public static func encoded(_ text: String) -> String {
        let text = text.precomposed
        guard let plain = plain(text), SegmentCount(of: plain).segments <= SegmentCount(of: text).segments else {
            return text
        }
        return plain
    }

    /// Tells what replacing would spare a text.
    ///
    /// - Parameters:
    ///   - text: The text as it is sent.
    ///   - size: The text's size.
    /// - Returns: The saving; nil where no segment would be spared.
    public static func saving(in text: String, of size: SegmentCount) -> SmartSaving? {
        guard size.encoding == .ucs2 else { return nil }
        let text = text.precomposed
        guard let plain = plain(text) else { return nil }
        let spared = size.segments - SegmentCount(of: plain).segments
        guard spared > 0 else { return nil }
        let culprits = Set(text.unicodeScalars.lazy.filter { GSM7Alphabet.septets(for: $0) == nil })
        return SmartSaving(segments: spared, characters: culprits.sorted())
    }

    /// The text with all its replacements; nil where it has none or would not become GSM-7.
    private static func plain(_ text: String) -> String? {
        var result = String.UnicodeScalarView()
        var isReplaced = false
        for scalar in text.unicodeScalars {
            if GSM7Alphabet.septets(for: scalar) != nil {
                result.append(scalar)
            } else if let replacement = replacements[scalar] {
                result.append(contentsOf: replacement.unicodeScalars)
                isReplaced = true
            } else {
                return nil
            }
        }
        return isReplaced ? String(result) : nil
    }

    private static let alphanumerics = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

    private static let replacements: [Unicode.Scalar: String] = {
        var replacements: [Unicode.Scalar: String] = [:]
        for (replacement, characters) in table {
            for scalar in characters.unicodeScalars { replacements[scalar] = replacement }
        }
        for (from, to) in zip(smallCapitals.from.unicodeScalars, smallCapitals.to) { replacements[from] = String(to) }
        for digitOrLetter in alphanumerics.unicodeScalars {
            // The fullwidth forms repeat ASCII from "!" at U+FF01 on.
            let wide = Unicode.Scalar(0xFF01 + digitOrLetter.value - 0x21)
            if let wide { replacements[wide] = String(digitOrLetter) }
        }
        return replacements
    }()
}
