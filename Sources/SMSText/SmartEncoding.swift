// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Replaces typographic characters by plain ones that say the same, where that brings a text into
/// GSM-7.
///
/// One typographic apostrophe makes a text UCS-2 and can double its price. Quotation marks, dashes,
/// spaces, fullwidth letters and the like are replaced. Letters of languages, accents and emoji
/// never are: a text with one that GSM-7 lacks stays as it is.
public enum SmartEncoding {
    /// The text that takes the place of a character.
    ///
    /// - Returns: Characters of GSM-7; nothing for a character that nobody sees, such as a soft
    ///   hyphen; nil for a character that is kept.
    public static func replacement(for scalar: Unicode.Scalar) -> String? { replacements[scalar] }

    /// The text to send in the place of another.
    ///
    /// - Returns: The text with its replacements, where they bring all of it into GSM-7 and take no
    ///   more segments; else the text in its precomposed form (Unicode NFC).
    public static func encoded(_ text: String) -> String {
        let text = text.precomposed
        guard let replaced = plain(text),
            SegmentCount(of: replaced).segments <= SegmentCount(of: text).segments
        else { return text }
        return replaced
    }

    /// What replacing would spare a text.
    ///
    /// - Parameters:
    ///   - text: The text as it would be sent without replacements.
    ///   - size: Its ``SegmentCount``, which the caller has counted already.
    /// - Returns: nil where no segment would be spared.
    public static func saving(in text: String, of size: SegmentCount) -> SmartSaving? {
        guard size.encoding == .ucs2 else { return nil }
        let text = text.precomposed
        guard let replaced = plain(text) else { return nil }
        let spared = size.segments - SegmentCount(of: replaced).segments
        guard spared > 0 else { return nil }
        return SmartSaving(segments: spared, characters: GSM7Alphabet.missing(from: text))
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

    private static let alphanumerics =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

    private static let replacements: [Unicode.Scalar: String] = {
        var replacements: [Unicode.Scalar: String] = [:]
        for (replacement, characters) in table {
            for scalar in characters.unicodeScalars { replacements[scalar] = replacement }
        }
        for (from, to) in zip(smallCapitals.from.unicodeScalars, smallCapitals.to) {
            replacements[from] = String(to)
        }
        for digitOrLetter in alphanumerics.unicodeScalars {
            // The fullwidth forms repeat ASCII from "!" at U+FF01 on.
            let wide = Unicode.Scalar(0xFF01 + digitOrLetter.value - 0x21)
            if let wide { replacements[wide] = String(digitOrLetter) }
        }
        return replacements
    }()
}

/// What ``SmartEncoding`` would spare one message.
public struct SmartSaving: Sendable, Hashable {
    /// How many fewer segments the message would take; at least 1.
    public let segments: Int
    /// The characters that make the message UCS-2, each once, in the order of code points.
    public let characters: [Unicode.Scalar]
}

extension SmartEncoding {
    /// The characters that are replaced, by what takes their place.
    ///
    /// It is the list that Twilio publishes (`SmartEncodingMap.ts` of its message segment
    /// calculator), with these decisions:
    /// * ‹ and › point the way they did; there they are swapped.
    /// * Every space and the tab become one space; there some become two, and the tab seven.
    /// * ‚ is a quotation mark, as „ is; there it is a comma.
    /// * Combining marks are left out: NFC has joined those that it can, and any other belongs to a
    ///   letter, not behind it.
    /// * Added are hyphens and dashes (U+2011, U+2012, U+2212), primes (U+2032, U+2033), fullwidth
    ///   small letters, and characters that nobody sees: soft hyphen, joiners (no emoji is left to
    ///   join in a text that becomes GSM-7), and the marks of writing direction, which change
    ///   nothing between letters of GSM-7.
    static let table: [(replacement: String, characters: String)] = [
        ("\"", "«»ʺˮ“”„‟″❝❞〝〞＂"), ("'", "`´ʹʻʼʽˈˊˋ‘’‚‛′❛❜︐︑＇"), ("/", "÷⁄∕⧸／"), ("1/4", "¼"),
        ("1/2", "½"), ("3/4", "¾"), ("\\", "⧵⧹﹨＼"), ("_", "‗＿"), ("|", "∣⎜⎟⎸⎹⏐｜"),
        ("-", "‐‑‒–—―•⁃−⎼⎽﹣－"), ("@", "﹫＠"), ("$", "﹩＄"), ("!", "ǃ︕﹗！"), ("#", "﹟＃"), ("%", "﹪％"),
        ("&", "﹠＆"), (",", "、﹐﹑，､"), ("(", "❨❪⟮⦅﹙（"), (")", "❩❫⟯⦆﹚）"),
        ("*", "⁎∗⊛✢✣✤✥✱✲✳✺✻✼✽❃❉❊❋⧆﹡＊"), ("+", "˖﹢＋"), (".", "。﹒．｡"), (":", "ː˸⦂꞉︓："), (";", "⁏︔﹔；"),
        ("<", "‹﹤＜"), ("=", "꞊﹦＝"), (">", "›﹥＞"), ("?", "︖﹖？"), ("^", "ˆ＾"), ("{", "❴﹛｛"),
        ("}", "❵﹜｝"), ("[", "［"), ("]", "］"), ("~", "˜˷∼～"), ("!!", "‼"), ("...", "…"),
        (
            " ",
            "\u{9}\u{80}\u{8D}\u{90}\u{9B}\u{9F}\u{A0}\u{2000}\u{2001}\u{2002}"
                + "\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}\u{2028}\u{2029}"
                + "\u{202F}\u{205F}\u{3000}"
        ),
        (
            "",
            "\u{0}\u{3}\u{4}\u{10}\u{11}\u{12}\u{13}\u{14}\u{17}\u{19}"
                + "\u{AD}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{2060}"
                + "\u{2066}\u{2067}\u{2068}\u{2069}\u{FEFF}"
        ),
    ]

    /// Letters that are replaced one by one: small capitals.
    static let smallCapitals = (from: "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", to: "ABCDEFGHIJKLMNOPRSTUVWYZ")
}

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
