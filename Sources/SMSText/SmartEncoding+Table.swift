// SPDX-License-Identifier: Apache-2.0

extension SmartEncoding {
    /// The characters that are replaced, by what takes their place.
    ///
    /// It is the list that Twilio publishes (`SmartEncodingMap.ts` of its message segment calculator), with these decisions:
    /// * ‹ and › point the way they did; there they are swapped.
    /// * Every space and the tab become one space; there some become two, and the tab seven.
    /// * ‚ is a quotation mark, as „ is; there it is a comma.
    /// * Combining marks are left out: NFC has joined those that it can, and any other belongs to a letter, not behind it.
    /// * Added are hyphens and dashes (U+2011, U+2012, U+2212), primes (U+2032, U+2033), fullwidth small letters, and
    ///   characters that nobody sees: soft hyphen, joiners (no emoji is left to join in a text that becomes GSM-7), and the
    ///   marks of writing direction, which change nothing between letters of GSM-7.
    static let table: [(replacement: String, characters: String)] = [
        ("\"", "«»ʺˮ“”„‟″❝❞〝〞＂"),
        ("'", "`´ʹʻʼʽˈˊˋ‘’‚‛′❛❜︐︑＇"),
        ("/", "÷⁄∕⧸／"),
        ("1/4", "¼"),
        ("1/2", "½"),
        ("3/4", "¾"),
        ("\\", "⧵⧹﹨＼"),
        ("_", "‗＿"),
        ("|", "∣⎜⎟⎸⎹⏐｜"),
        ("-", "‐‑‒–—―•⁃−⎼⎽﹣－"),
        ("@", "﹫＠"),
        ("$", "﹩＄"),
        ("!", "ǃ︕﹗！"),
        ("#", "﹟＃"),
        ("%", "﹪％"),
        ("&", "﹠＆"),
        (",", "、﹐﹑，､"),
        ("(", "❨❪⟮⦅﹙（"),
        (")", "❩❫⟯⦆﹚）"),
        ("*", "⁎∗⊛✢✣✤✥✱✲✳✺✻✼✽❃❉❊❋⧆﹡＊"),
        ("+", "˖﹢＋"),
        (".", "。﹒．｡"),
        (":", "ː˸⦂꞉︓："),
        (";", "⁏︔﹔；"),
        ("<", "‹﹤＜"),
        ("=", "꞊﹦＝"),
        (">", "›﹥＞"),
        ("?", "︖﹖？"),
        ("^", "ˆ＾"),
        ("{", "❴﹛｛"),
        ("}", "❵﹜｝"),
        ("[", "［"),
        ("]", "］"),
        ("~", "˜˷∼～"),
        ("!!", "‼"),
        ("...", "…"),
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
