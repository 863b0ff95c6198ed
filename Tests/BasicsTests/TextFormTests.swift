// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Testing

/// Texts that become parts of addresses, and amounts that are read out of texts.
@Suite struct TextFormTests {
    @Test(arguments: [
        ("AZaz09-._~", "AZaz09-._~", "AZaz09-._%7E"), ("a b+c", "a%20b%2Bc", "a+b%2Bc"),
        ("50%*", "50%25%2A", "50%25*"), ("/?#\\", "%2F%3F%23%5C", "%2F%3F%23%5C"),
        ("Zoë\n", "Zo%C3%AB%0A", "Zo%C3%AB%0A"), ("٣", "%D9%A3", "%D9%A3"), ("", "", ""),
    ])
    func `a text is encoded for a URL and for a form`(text: String, url: String, form: String) {
        #expect(PercentEncoding.encode(text) == url && PercentEncoding.form(text) == form)
        #expect(PercentEncoding.fields(["k": text, text: "v"]) == "k=\(url)&\(url)=v")
    }

    @Test(
        arguments: [
            ("SM01", "SM01"), ("a b", "a%20b"), ("...", "..."), (".a", ".a"), ("é", "%C3%A9"),
            ("", nil), (".", nil), ("..", nil), ("a/b", nil), ("a\\b", nil), ("a?b", nil),
            ("a#b", nil), ("%2e", nil), ("a\nb", nil), ("\u{7F}", nil),
        ] as [(String, String?)]
    )
    func `a text is one segment of a path, or none`(text: String, segment: String?) {
        #expect(PathSegment(text)?.encoded == segment)
    }

    @Test(arguments: [
        ("0", "0"), ("-0.00750", "-0.0075"), ("+1", "1"), (".5", "0.5"), ("5.", "5"),
        ("1e-3", "0.001"), ("1E2", "100"),
        ("12345678901234567890.123456789", "12345678901234567890.123456789"),
    ])
    func `a decimal number is read digit for digit`(text: String, number: String) {
        #expect(DecimalText.decimal(in: text).map { "\($0)" } == number)
    }

    @Test(arguments: [
        "", "-", ".", "-.", "e5", "1e", "1e+", "0.5 EUR", " 1", "1 ", "1.2.3", "1,5", "0x1F",
        "NaN", "nan", "inf", "Infinity", "--1", "+-1", "١", "1e999", "much",
    ])
    func `a text that only begins with a number is none`(text: String) {
        #expect(DecimalText.decimal(in: text) == nil)
    }
}
