// SPDX-License-Identifier: Apache-2.0

import Foundation
import SMSText
import TestSupport
import Testing

@Suite struct SegmentCountTests {
    /// A text as the pieces it repeats, what it is sent in, its units and its segments.
    static let vectors: [([(String, Int)], TextEncoding, Int, Int)] = [
        ([("a", 160)], .gsm7, 160, 1),
        ([("a", 161)], .gsm7, 161, 2),
        ([("a", 306)], .gsm7, 306, 2),
        ([("a", 307)], .gsm7, 307, 3),
        ([("a", 459)], .gsm7, 459, 3),
        ([("a", 460)], .gsm7, 460, 4),
        ([("a", 1530)], .gsm7, 1530, 10),
        ([("a", 1531)], .gsm7, 1531, 11),
        ([("a", 1600)], .gsm7, 1600, 11),
        ([("€", 80)], .gsm7, 160, 1),
        ([("€", 81)], .gsm7, 162, 2),
        ([("€", 152)], .gsm7, 304, 2),
        ([("€", 153)], .gsm7, 306, 3),
        ([("a", 152), ("€", 1), ("a", 152)], .gsm7, 306, 3),
        ([("a", 158), ("€", 1)], .gsm7, 160, 1),
        ([("a", 159), ("€", 1)], .gsm7, 161, 2),
        ([("ж", 70)], .ucs2, 70, 1),
        ([("ж", 71)], .ucs2, 71, 2),
        ([("ж", 134)], .ucs2, 134, 2),
        ([("ж", 135)], .ucs2, 135, 3),
        ([("😀", 35)], .ucs2, 70, 1),
        ([("😀", 36)], .ucs2, 72, 2),
        ([("😀", 66)], .ucs2, 132, 2),
        ([("😀", 67)], .ucs2, 134, 3),
        ([("a", 69), ("😀", 1)], .ucs2, 71, 2),
        ([("a", 68), ("😀", 1)], .ucs2, 70, 1),
        ([("a", 66), ("😀", 1), ("a", 65)], .ucs2, 133, 2),
        ([("a", 66), ("😀", 1), ("a", 66)], .ucs2, 134, 3),
        ([("ж", 670)], .ucs2, 670, 10),
        ([("ж", 737)], .ucs2, 737, 11),
        ([("ж", 738)], .ucs2, 738, 12),
        ([("ç", 70)], .ucs2, 70, 1),
        ([("Ç", 160)], .gsm7, 160, 1),
        ([("a", 159), ("ç", 1)], .ucs2, 160, 3),
        ([], .gsm7, 0, 0),
    ]

    @Test(arguments: vectors)
    func `a text is counted as providers bill it`(
        pieces: [(String, Int)],
        encoding: TextEncoding,
        units: Int,
        segments: Int
    ) {
        let count = SegmentCount(of: pieces.map { String(repeating: $0.0, count: $0.1) }.joined())
        #expect(count.encoding == encoding)
        #expect(count.units == units)
        #expect(count.segments == segments)
    }

    @Test(arguments: [
        "@£$¥èéùìòÇ\nØø\rÅå", "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ", " !\"#¤%&'()*+,-./", "0123456789:;<=>?",
        "¡ABCDEFGHIJKLMNO",
        "PQRSTUVWXYZÄÖÑÜ§", "¿abcdefghijklmno", "pqrstuvwxyzäöñüà",
    ])
    func `a character of the basic table takes one septet`(row: String) {
        let count = SegmentCount(of: row)
        #expect(count.encoding == .gsm7)
        #expect(count.units == row.unicodeScalars.count)
    }

    @Test(arguments: Array("\u{C}^{}\\[~]|€"))
    func `a character of the extension table takes two septets`(character: Character) {
        let count = SegmentCount(of: "a\(character)")
        #expect(count.encoding == .gsm7)
        #expect(count.units == 3)
    }

    @Test(
        arguments: Array(
            "`ç\t\u{A0}’“–—…•°´«»©ÁÍÓÚáíóúâêëîïôõãûÿΑΒαЖ中\u{1B}\u{0}\u{200B}ŒœŞğ\u{3AA}"
        )
    )
    func `any other character makes a text UCS-2`(character: Character) {
        let count = SegmentCount(of: "a\(character)")
        #expect(count.encoding == .ucs2)
        #expect(count.units == 2)
    }

    @Test func `of the basic plane exactly 137 characters are in the alphabet`() {
        let scalars = (0...0xFFFF).compactMap(Unicode.Scalar.init)
        let inAlphabet = scalars.filter { SegmentCount(of: String($0)).encoding == .gsm7 }
        // OHM SIGN, KELVIN SIGN, ANGSTROM SIGN and GREEK QUESTION MARK become one of them in NFC.
        let becoming = Set<Unicode.Scalar>(["\u{2126}", "\u{212A}", "\u{212B}", "\u{37E}"])
        #expect(inAlphabet.count { !becoming.contains($0) } == 127 + 10)
        #expect(becoming.isSubset(of: inAlphabet))
    }

    @Test(arguments: [
        ("e\u{301}", 1), ("A\u{30A}", 1), ("n\u{303}o", 2), ("\u{2126}", 1), ("u\u{308}", 1),
    ])
    func `a decomposed letter is counted as the one it makes`(text: String, units: Int) {
        let count = SegmentCount(of: text)
        #expect(count.encoding == .gsm7)
        #expect(count.units == units)
    }

    @Test func `a text is filled into segments as if by hand`() {
        let characters: [Unicode.Scalar] = ["a", "Z", "é", "€", "{", "\n", "ж", "😀", "𝄞"]
        var random = SeededGenerator(seed: 6)
        for _ in 0..<2000 {
            let few = Int.random(in: 1...characters.count, using: &random)
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...400, using: &random) {
                scalars.append(characters[Int.random(in: 0..<few, using: &random)])
            }
            let isWide = scalars.contains { $0 == "ж" || $0.value > 0xFFFF }
            let widths = scalars.map { isWide ? UTF16.width($0) : ($0 == "€" || $0 == "{" ? 2 : 1) }
            let count = SegmentCount(of: String(scalars))
            #expect(
                count.encoding == (isWide ? .ucs2 : .gsm7) && count.units == widths.reduce(0, +)
            )
            #expect(
                count.segments
                    == Self.parts(widths, single: isWide ? 70 : 160, each: isWide ? 67 : 153).count
            )
        }
    }

    /// Lays characters of some width into parts, none of which splits one.
    private static func parts(_ widths: [Int], single: Int, each: Int) -> [[Int]] {
        if widths.reduce(0, +) <= single { return [widths] }
        return widths.reduce(into: [[]]) { parts, width in
            let isFull = parts[parts.count - 1].reduce(width, +) > each
            if isFull { parts.append([width]) } else { parts[parts.count - 1].append(width) }
        }
    }

    @Test func `a line end of two characters takes two septets`() {
        #expect(SegmentCount(of: "a\r\nb").units == 4)
    }

    @Test(arguments: [("Zoë", "ë"), ("a😊b’😊", "’😊"), ("plain é€", ""), ("e\u{308}", "ë")])
    func `the characters that make a text UCS-2 are told`(text: String, odd: String) {
        #expect(SegmentCount.charactersOutsideGSM7(in: text) == odd.unicodeScalars.sorted())
    }

    @Test(arguments: vectors)
    func `a count goes to JSON and back`(
        pieces: [(String, Int)],
        encoding: TextEncoding,
        units: Int,
        segments: Int
    ) throws {
        let count = SegmentCount(of: pieces.map { String(repeating: $0.0, count: $0.1) }.joined())
        let json = #"{"encoding": "\#(encoding)", "units": \#(units), "segments": \#(segments)}"#
        #expect(try JSONDecoder().decode(SegmentCount.self, from: Data(json.utf8)) == count)
        let encoded = try JSONEncoder().encode(count)
        #expect(try JSONDecoder().decode(SegmentCount.self, from: encoded) == count)
    }

    @Test(
        arguments: [
            ("GSM-7", -1, 0), ("GSM-7", 0, 1), ("GSM-7", 1, 0), ("GSM-7", 160, 2),
            ("GSM-7", 161, 1),
            ("GSM-7", 305, 3), ("GSM-7", 307, 2), ("UCS-2", 70, 2), ("UCS-2", 71, 1),
            ("UCS-2", 71, 3), ("UCS-2", 133, 3), ("UCS-2", 134, 4), ("UCS-2", 135, 2),
            ("ASCII", 1, 1),
        ]
    )
    func `a count that no text has is refused`(encoding: String, units: Int, segments: Int) {
        let json = #"{"encoding": "\#(encoding)", "units": \#(units), "segments": \#(segments)}"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(SegmentCount.self, from: Data(json.utf8))
        }
    }
}

@Suite struct TextEncodingTests {
    @Test(arguments: [(TextEncoding.gsm7, "GSM-7"), (.ucs2, "UCS-2")])
    func `an encoding is written by its name, in reports, words and JSON`(
        encoding: TextEncoding,
        name: String
    ) throws {
        #expect(encoding.rawValue == name)
        #expect(encoding.description == name)
        #expect(TextEncoding(name) == encoding)
        let json = Data("[\"\(name)\"]".utf8)
        #expect(try JSONEncoder().encode([encoding]) == json)
        #expect(try JSONDecoder().decode([TextEncoding].self, from: json) == [encoding])
    }

    @Test(arguments: ["", "gsm-7", "GSM7", "UCS-2 ", "UTF-16"])
    func `another name is no encoding`(name: String) {
        #expect(TextEncoding(name) == nil)
    }

    @Test(
        arguments: [
            ("a", 1, 1), ("é", 1, 1), ("\r", 1, 1), ("€", 2, 1), ("ç", nil, 1), ("😀", nil, 2),
        ]
            as [(Unicode.Scalar, Int?, Int)]
    )
    func `a character takes one unit or two, or is not in GSM-7`(
        scalar: Unicode.Scalar,
        septets: Int?,
        codeUnits: Int
    ) {
        #expect(TextEncoding.gsm7.units(for: scalar) == septets)
        #expect(TextEncoding.ucs2.units(for: scalar) == codeUnits)
    }
}
