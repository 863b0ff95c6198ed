// SPDX-License-Identifier: Apache-2.0

import SMSText
import Testing

@Suite struct TemplateFilterTests {
    @Test(arguments: [
        ("upper", "Straße, éa", "STRASSE, ÉA"), ("upper", "i", "I"), ("lower", "MÜLLER I", "müller i"),
        ("lower", "ΟΔΟΣ ΣΑΣ", "οδος σας"), ("lower", "Σ", "σ"), ("title", "ΟΔΟΣ", "Οδος"), ("lower", "日本", "日本"),
        ("first", "Ana Maria", "Ana"), ("first", "Ana\u{A0}Maria", "Ana"), ("first", "Ana\nMaria", "Ana"),
        ("first", "Ana", "Ana"), ("first | upper", "Ana Maria", "ANA"), ("upper | lower", "Ana", "ana"),
    ])
    func `a filter changes the value`(filter: String, value: String, expected: String) throws {
        #expect(try filtered(value, filter) == .text(expected))
    }

    @Test(arguments: [
        ("ana maria", "Ana Maria"), ("ANA-MARIA", "Ana-Maria"), ("éva", "Éva"), ("e\u{301}va", "Éva"), ("ǆ", "ǅ"),
        ("McDonald", "McDonald"), ("MCDONALD", "Mcdonald"), ("mcDonald", "Mcdonald"), ("van der BERG", "Van Der Berg"),
        ("o'neil", "O'Neil"), ("O’NEIL", "O’Neil"), ("D'ANGELO", "D'Angelo"), ("o'a", "O'a"), ("DON'T", "Don't"),
        ("MARY'S", "Mary's"), ("'tis 'N", "'Tis 'N"), ("o'o'o'o", "O'O'o'o"), ("1ST 2nd", "1st 2nd"),
        ("j.r. x", "J.R. X"),
        ("  two  spaces", "Two  Spaces"), ("ßa", "Ssa"), ("''", "''"), ("日本 a", "日本 A"), ("a/b_c", "A/B_C"),
    ])
    func `title begins each word with a capital`(value: String, expected: String) throws {
        #expect(try filtered(value, "title") == .text(expected))
    }

    @Test func `filters work from left to right`() throws {
        #expect(try filtered("", "default: you all | upper") == .text("YOU ALL"))
        #expect(try filtered("", "upper | default: you all") == .text("you all"))
        #expect(try filtered("ana b", "default: you all | first | title") == .text("Ana"))
        #expect(try filtered(" \t", "title | default: \"\"") == .text(""))
    }

    @Test func `a filter other than default leaves an empty value missing`() throws {
        #expect(try filtered(" ", "title | first") == .missingValue(column: "x"))
    }

    @Test func `a long value is no burden`() throws {
        for piece in ["'", "o'", "Σ", "\u{301}"] {
            let value = String(repeating: piece, count: 20_000)
            guard case .text(let text) = try filtered(value, "title | lower | upper") else {
                Issue.record("a value is missing")
                return
            }
            #expect(!text.isEmpty)
        }
    }

    private func filtered(_ value: String, _ filters: String) throws -> Rendering {
        try Template(parsing: "{{x | \(filters)}}").bound(to: ["x"]).render { _ in value }
    }
}
