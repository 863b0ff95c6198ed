// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Basics

@Suite struct JSONTextTests {
    @Test(arguments: [
        ("a\u{1B}[31m", #"a\u001b[31m"#), ("\u{7}\u{7F}\u{9B}", #"\u0007\u007f\u009b"#),
        ("\n\r\t\"\\", #"\n\r\t\"\\"#), ("\u{202E}x\u{2066}", #"\u202ex\u2066"#),
        ("\u{2028}\u{FEFF}", #"\u2028\ufeff"#), ("\u{E0041}", #"\udb40\udc41"#),
        ("Zoë 👩\u{200D}🚀 می\u{200C}خواهم", "Zoë 👩\u{200D}🚀 می\u{200C}خواهم"),
    ])
    func `what a terminal obeys or nobody sees is escaped, and read back as it was`(
        text: String, json: String
    ) throws {
        let written = JSONText.array([.string(text)]).text
        #expect(written == "[\"\(json)\"]")
        #expect(try JSONDecoder().decode([String].self, from: Data(written.utf8)) == [text])
    }

    @Test func `a noncharacter is escaped`() throws {
        let scalar = try #require(Unicode.Scalar(0xFDD3))
        #expect(JSONText.string(String(scalar)).text == #""\ufdd3""#)
    }
}
