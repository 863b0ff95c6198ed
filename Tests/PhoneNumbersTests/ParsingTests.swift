// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

/// Readable examples of each rule; the vectors test the rules themselves.
@Suite struct ParsingTests {
    private func parse(_ text: String, _ region: String?) throws -> ParsedNumber {
        try NumberingPlan.bundled.parse(text, defaultRegion: region.flatMap(Region.init(rawValue:)))
    }

    @Test(
        arguments: [
            ("+44 20 7946 0958", nil, "+442079460958"),
            ("(202) 555-0123", "US", "+12025550123"),
            ("1-202-555-0123", "US", "+12025550123"),
            ("020 7946 0958", "GB", "+442079460958"),
            ("+44 (0) 20 7946 0958", "US", "+442079460958"),
            ("00442079460958", "DE", "+442079460958"),
            ("011 44 20 7946 0958", "US", "+442079460958"),
            ("0011 44 20 7946 0958", "AU", "+442079460958"),
            ("442079460958", "GB", "+442079460958"),
            ("06 10 12 34 56", "FR", "+33610123456"),
            ("02 3661 8300", "IT", "+390236618300"),
            ("011 15-2345-6789", "AR", "+5491123456789"),
            ("0 15 11 2345-6789", "BR", "+551123456789"),
            ("464-1234", "AG", "+12684641234"),
            ("8 (800) 555-35-35", "RU", "+78005553535"),
            ("+011 44 20 7946 0958", "US", "+442079460958"),
            ("++1 202 555 0123", nil, "+12025550123"),
            ("+800 1234 5678", nil, "+80012345678"),
        ] as [(String, String?, String)]
    )
    func `National and international spellings are read`(
        text: String,
        region: String?,
        number: String
    ) throws {
        #expect(try parse(text, region).number.e164 == number)
    }

    @Test(arguments: [
        "+1.202.555.0123", "+1\u{A0}202\u{A0}555\u{A0}0123", "+1\u{2011}202\u{2013}555\u{2014}0123",
        "\u{FF0B}\u{FF11} 2025550123",
        "+1 \u{662}\u{660}\u{662} 5550123", "+1/202/5550123", "[+1] 202 555 0123",
        "Tel: +1 202 555 0123",
        "mobile:+12025550123 (\u{260E})",
        "'+12025550123", "\u{202A}+1 202 555 0123\u{202C}", "+1\u{200B}202\u{2060}5550123\n",
        "+1 (202) 555-0123.",
        "\t+1 202 555 0123\r\n",
        "tel:+1-202-555-0123", "tel:202-555-0123;phone-context=+1",
        "2025550123;phone-context=+1;ext=",
        "+1 202 555 0123;isub=12", "+1 202 555 0123 / ", "+1 202 555 0123 /x199",
    ])
    func `Punctuation, other scripts and words around it make no difference`(text: String) throws {
        #expect(try parse(text, nil).number.e164 == "+12025550123")
    }

    @Test(arguments: [
        ("202 555 0123 ext. 45", "45"), ("202 555 0123 x45", "45"), ("2025550123#45", "45"),
        ("202 555 0123;ext=45", "45"),
        ("202 555 0123 extension 045", "045"), ("202 555 0123,,45", "45"),
        ("202 555 0123 - 45#", "45"),
        ("202 555 0123 Ext: 45", "45"),
        ("202 555 0123 EXTENSI\u{D3}N 45", "45"), ("202 555 0123 extensio\u{301}n 45", "45"),
        ("202 555 0123 \u{414}\u{41E}\u{411} 45", "45"),
        ("202 555 0123 \u{FF45}\u{FF58}\u{FF54}45", "45"),
        ("202 555 0123 \u{FF58}\u{FF54}\u{FF4E}45", "45"),
        ("202 555 0123 anexo 45", "45"),
        ("202 555 0123 int 45", "45"), ("202 555 0123 \u{FF49}\u{FF4E}\u{FF54}45", "45"),
        ("202 555 0123;45", "45"),
        ("202 555 0123, 45", "45"),
        ("202 555 0123 x45/x46", "45"), ("202 555 0123 ~45", "45"),
        ("202 555 0123 ext 12345678901234567890", "12345678901234567890"),
        ("202 555 0123 ,,,:45", "45"),
    ])
    func `Extensions are taken off`(text: String, phoneExtension: String) throws {
        let parsed = try parse(text, "US")
        #expect(parsed.number.e164 == "+12025550123")
        #expect(parsed.phoneExtension == phoneExtension)
    }

    @Test(arguments: [
        ("1-800-FLOWERS", "+18003569377"), ("1 (800) get-cash", "+18004382274"),
        ("0800 REPAIR", "+44800737247"),
    ])
    func `Letters count as their keys`(text: String, number: String) throws {
        #expect(try parse(text, number.hasPrefix("+44") ? "GB" : "US").number.e164 == number)
    }

    @Test(
        arguments: [
            ("", "US", .notANumber),
            ("hello", "US", .notANumber),
            ("1", "US", .notANumber),
            ("+", "US", .notANumber),
            ("202-555-0123 & 202-555-0199", "US", .notANumber),
            ("202+555+0123", "US", .notANumber),
            ("2025550123;phone-context=", "US", .notANumber),
            ("2025550123;phone-context=-a", "US", .notANumber),
            ("2025550123;phone-context=1.2", "US", .notANumber),
            ("(202) 555-0123", nil, .invalidCountryCode),
            ("(202) 555-0123", "ZZ", .invalidCountryCode),
            ("+210 123 4567", nil, .invalidCountryCode),
            ("0011", "AU", .tooShortAfterInternationalPrefix),
            ("+44 2", nil, .tooShort),
            ("+49 123456789012345678", nil, .tooLong),
            (String(repeating: " ", count: 251), "US", .tooLong),
            (String(repeating: "1", count: 250), "US", .tooLong),
            (String(repeating: "\u{660}", count: 251), "US", .tooLong),
        ] as [(String, String?, ParseFailure)]
    )
    func `What is no number is refused, and the reason is said`(
        text: String,
        region: String?,
        failure: ParseFailure
    ) {
        #expect(throws: failure) { try parse(text, region) }
        #expect(failure.description.hasSuffix("."))
    }

    @Test(arguments: ["example.com", "a-b.c.", "xn--1.x1"])
    func `A domain as context says nothing of the number`(context: String) throws {
        #expect(
            try parse("tel:202-555-0123;phone-context=\(context)", "US").number.e164
                == "+12025550123"
        )
    }

    @Test func `Any characters are read or refused, never more`() {
        var random = SplitMix(state: 7)
        let pool = Array(
            ("0123456789+-() ./x#*~,;:eXtn=ab\u{FF0B}\u{FF11}\u{A0}\u{2010}\t\\\u{301}\u{17F}"
                + "\u{212A}\u{10FFFF}\u{1F4DE}").unicodeScalars
        )
        let regions = ["US", "AR", "BR", "JP", "ZZ"].map(Region.init(rawValue:)) + [nil]
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<(random.next() % 60) {
                text.append(pool[Int(random.next() % UInt64(pool.count))])
            }
            let region = regions[Int(random.next() % UInt64(regions.count))]
            guard let parsed = try? NumberingPlan.bundled.parse(String(text), defaultRegion: region)
            else { continue }
            #expect(PhoneNumber(e164: parsed.number.e164) == parsed.number)
        }
    }
}

/// A small random source with a seed.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
