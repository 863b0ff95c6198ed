// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SMSText

@Suite struct DoubtfulValueTests {
    @Test(arguments: [
        "NULL", "null", "Null", "(null)", "<null>", "[NULL]", "N/A", "n/a", "n.a.", "#N/A", "None",
        "NONE", "none", "undefined", "nan", "NaN", "NAN", "NA", "nil", "-", "--", "---", "–", "—",
        ".", "...", "…", "?", "??", "*", "_", "- -", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!",
        "#NULL!", "#BEZUG!", "#WERT!", "#NV", "#N/D", "#¡REF!", "####", "########", "(blank)",
        "(Blank)", "(empty)", "<empty>", "()", "[]", "{}", "\"\"", "''", "Unknown", "(unknown)",
        "not available", "Not Provided", "\\N", "[object Object]", "Invalid Date", "0000-00-00",
        "0000-00-00 00:00:00", "1899-12-30", "unbekannt", "Unbekannt", "k.A.", "inconnu",
        "Desconocido", "неизвестно", "不明", "  NULL ", "TBD", "(leer)", "(vide)", "(none)",
    ])
    func `a value that stands for none says nothing`(value: String) {
        #expect(ValueWording.fault(of: value) == .saysNothing)
    }

    @Test(arguments: [
        "ZoÃ«", "ChloÃ©", "itâ€™s", "JosÃ©", "MÃ¼ller", "Ã\u{81}ngel", "Ã–zil", "GarcÃ­a",
        "FranÃ§ois",
        "Å¡", "Å‚ukasz", "zÄ™by", "Ð˜Ð²Ð°Ð½", "Î‘Î½Î½Î±", "å¼\u{A0}ä¸‰", "ðŸ˜€", "Â£5", "5 Â°C",
        "Zo\u{FFFD}", "Zo��", "Zo√´", "it‚Äôs", "Zo├½", "锟斤拷", "ï»¿Ann", "O&#39;Neil",
        "Tom &amp; Co", "D&apos;Angelo", "&eacute;ric", "Ann_x000D_", "_x000D_", "Ann\\nLee",
        "Zo\\u00eb", "Zo\\xeb", "M?ller", "Fran?ois", "Zo=C3=AB", "Ann<br>Lee", "Ann%20Lee",
        "Peru\u{C3}\u{A1}", "Zo\u{C3}\u{AB}", "caf\u{C3}\u{89}",
    ])
    func `a value with broken letters is garbled`(value: String) {
        #expect(ValueWording.fault(of: value) == .isGarbled)
    }

    @Test(arguments: [
        "", " ", "Ann", "Nan", "Nina", "Nil", "Noné", "Nulla", "Na", "Leer", "Blank", "Unknownson",
        "0", "1", "10:30", "2026-11-30", "1970-05-01", "5 %", "50%", "Zoë", "Müller", "Łukasz",
        "José", "Ángel", "Ñandú", "CAFÉ”", "“CAFÉ”", "MENÜ…", "IRMÃ”", "AMANHÃ", "NÃO", "ÍŽA",
        "VÝŠKA", "Úžasný", "LUKÁŠ", "« voilà\u{A0}»", "déjà\u{A0}», dit-il", "Иван", "Ελένη", "李四",
        "健太", "😀", "it’s", "naïve – oui", "AT&T", "R&D; more", "snake_case", "_x_", "#1", "#SALE",
        "#SALE!now", "Really?", "Who? Me", "https://example.com/?a=b", "https://x.de/a?b",
        "C:\\new", "50% off", "(202) 555-0123", "A", "X", "Ann (ill)", "[1]", "(Ann)", "a=b",
        "Dr. No", "No", "OK!", "Ã", "3 √ 9", "Ä", "\u{A0}Ann",
    ])
    func `an ordinary value is not doubted`(value: String) {
        #expect(ValueWording.fault(of: value) == nil)
    }

    private func bound(_ template: String, _ empty: [String] = []) throws -> BoundTemplate {
        var bound = try Template(parsing: template).bound(to: ["name", "code", "other"])
        bound.emptyWords = EmptyWords(empty)
        return bound
    }

    @Test func `only columns of the template are looked at, each value once`() throws {
        let cells = ["NULL", "ZoÃ«", "N/A"]
        let found = try bound("{{name}} {{code}} {{name}}").doubtfulValues { cells[$0] }
        #expect(
            found == [
                DoubtfulValue(value: "NULL", column: "name", fault: .saysNothing),
                DoubtfulValue(value: "ZoÃ«", column: "code", fault: .isGarbled),
            ])
    }

    @Test(arguments: ["n/a", " N/A ", "NULL", "Ünknown", "ÜNKNOWN"])
    func `a word that counts as empty leaves its place to the default, and is not doubted`(
        value: String
    ) throws {
        let template = try bound("Hi {{name | default: there}}", ["N/A ", "null", "ünknown"])
        #expect(template.render { _ in value } == .text("Hi there"))
        #expect(template.doubtfulValues { _ in value }.isEmpty)
        let strict = try bound("Hi {{name}}", ["N/A", "null", "ünknown"])
        #expect(strict.render { _ in value } == .missingValue(column: "name"))
    }

    @Test(arguments: ["n/a/b", "nullable", "N", "Ann"])
    func `other values stay`(value: String) throws {
        let template = try bound("Hi {{name}}", ["N/A", "null"])
        #expect(template.render { _ in value } == .text("Hi \(value)"))
        #expect(try bound("Hi {{name}}").render { _ in value } == .text("Hi \(value)"))
    }
}
