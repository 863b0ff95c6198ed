// SPDX-License-Identifier: Apache-2.0

import SMSText
import TestSupport
import Testing

@Suite struct SmartEncodingTests {
    @Test(arguments: [
        ("It’s “here” – now…", "It's \"here\" - now..."),
        ("‹a› «b» ‚c‘ „d“", "<a> \"b\" 'c' \"d\""),
        ("a\u{A0}b\u{2003}c\u{2001}d\te\u{3000}f\u{2028}g", "a b c d e f g"),
        ("½ ¼ ¾ ‼ 5′ 6″", "1/2 1/4 3/4 !! 5' 6\""),
        ("a\u{200B}b\u{FEFF}c\u{AD}d\u{200D}e\u{200E}f\u{2060}", "abcdef"),
        ("ＡＢＣａｂｚ０９！～", "ABCabz09!~"),
        ("ᴀʙᴄᴢ", "ABCZ"), ("`a´ ÷ • − ‑ ‒", "'a' / - - - -"), ("＾｛｝＼［］｜", "^{}\\[]|"),
        ("€5’", "€5'"),
        ("e\u{301}’", "é'"),
    ])
    func `typographic characters become plain ones`(text: String, expected: String) {
        #expect(SmartEncoding.encoded(text) == expected)
        #expect(SegmentCount(of: SmartEncoding.encoded(text)).encoding == .gsm7)
    }

    @Test(arguments: [
        "plain", "€^{}", "", "It’s 😀", "It’s ‼\u{FE0F}", "“Zoë” ç", "привет’", "👨‍👩‍👧’",
        "’m\u{303}", "L\u{332}o\u{332}’", "✓’", "™’",
    ])
    func `a text that does not become GSM-7 stays as it is`(text: String) {
        let encoded = SmartEncoding.encoded(text)
        #expect(Array(encoded.unicodeScalars) == Array(text.unicodeScalars))
        #expect(SmartEncoding.saving(in: text, of: SegmentCount(of: text)) == nil)
    }

    @Test func `a text that stays is precomposed all the same`() {
        #expect(Array(SmartEncoding.encoded("c\u{327}e\u{301}").unicodeScalars) == ["ç", "é"])
    }

    @Test func `a text that would take more segments stays as it is`() {
        let dots = String(repeating: "…", count: 70)
        #expect(SmartEncoding.encoded(dots) == dots)
        #expect(
            SmartEncoding.encoded(String(dots.dropLast(17))) == String(repeating: ".", count: 159)
        )
    }

    @Test(
        arguments: [
            (String(repeating: "a", count: 99) + "’", 1, ["’"]),
            (String(repeating: "a", count: 150) + "“’”’", 2, ["’", "“", "”"]),
            (
                String(repeating: "’", count: 68) + "\u{A0}\u{200B}…", 1,
                ["\u{A0}", "\u{200B}", "’", "…"]
            ),
        ] as [(String, Int, [Unicode.Scalar])]
    )
    func `what would be spared is told with its causes`(
        text: String,
        segments: Int,
        characters: [Unicode.Scalar]
    ) throws {
        let saving = try #require(SmartEncoding.saving(in: text, of: SegmentCount(of: text)))
        #expect(saving.segments == segments && saving.characters == characters)
    }

    @Test(arguments: [
        "’", "plain", String(repeating: "…", count: 70), String(repeating: "…", count: 40) + "’",
    ])
    func `nothing is said where no segment would be spared`(text: String) {
        #expect(SmartEncoding.saving(in: text, of: SegmentCount(of: text)) == nil)
    }

    @Test
    func
        `only what the alphabet lacks is replaced, by what it has, and no letter or mark`()
    {
        let scalars = (0...0x10FFFF).compactMap(Unicode.Scalar.init)
        let replaced = scalars.filter { SmartEncoding.replacement(for: $0) != nil }
        // Of Twilio's 270 characters 255 are left without the 15 combining marks;
        // 43 are this program's own.
        #expect(replaced.count == 298)
        for scalar in replaced {
            let replacement = SmartEncoding.replacement(for: scalar) ?? ""
            #expect(SegmentCount(of: replacement).encoding == .gsm7, "\(scalar.value)")
            #expect(SegmentCount(of: String(scalar)).encoding == .ucs2, "\(scalar.value)")
            #expect(
                !scalar.properties.isEmojiPresentation && !scalar.properties.isGraphemeExtend
                    || scalar == "\u{200C}"
            )
        }
    }

    @Test func `any text stays, or becomes GSM-7 for good at no higher price`() {
        let characters: [Unicode.Scalar] = [
            "a", "’", "…", "\u{A0}", "\u{200B}", "€", "＾", "ç", "😀", "e", "\u{301}",
        ]
        var random = SeededGenerator(seed: 9)
        for _ in 0..<2000 {
            let few = Int.random(in: 1...characters.count, using: &random)
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...200, using: &random) {
                scalars.append(characters[Int.random(in: 0..<few, using: &random)])
            }
            let (text, encoded) = (String(scalars), SmartEncoding.encoded(String(scalars)))
            let (before, after) = (SegmentCount(of: text), SegmentCount(of: encoded))
            #expect(encoded == text || before.encoding == .ucs2 && after.encoding == .gsm7)
            #expect(after.segments <= before.segments && SmartEncoding.encoded(encoded) == encoded)
            let saving = SmartEncoding.saving(in: text, of: before)
            #expect(saving?.segments ?? 0 == before.segments - after.segments)
        }
    }
}
