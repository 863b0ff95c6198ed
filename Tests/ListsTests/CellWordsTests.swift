// SPDX-License-Identifier: Apache-2.0

import Lists
import PhoneNumbers
import TestSupport
import Testing

/// What stands in phone cells beside the number.
@Suite struct CellWordsTests {
    private let plan = NumberingPlan.bundled

    private func read(
        _ cell: String,
        _ region: String,
        besides others: [String] = [],
        repairs: Bool = true
    ) -> CellReader.Reading {
        CellReader(defaultRegion: Region(rawValue: region), repairs: repairs).read(
            cell,
            besides: others + [cell]
        )
    }

    private func refusal(_ reading: CellReader.Reading) -> String? {
        if case .refused(let why, nil) = reading { why } else { nil }
    }

    @Test(arguments: [
        ("98787XXXXX", "IN"), ("98XXXXXX10", "IN"), ("+91 98787 87xxx", "IN"),
        ("07400xxxxxx", "GB"), ("07XXX123456", "GB"), ("(202) 555-XXXX", "US"),
        ("+1 202 555 0XXX", "US"), ("202-555-01**", "US"), ("********23", "US"),
        ("202-555-####", "US"), ("•••-•••-0123", "US"), ("202-555-01…", "US"),
        ("2025550...", "US"), ("202-555-____", "US"), ("202-555-01??", "US"),
        ("202555012x", "US"), ("X025550123", "US"), ("+44 7400 ●●● 456", "GB"),
        ("０７４００ＸＸＸＸＸＸ", "GB"), ("07400хххххх", "GB"), ("2025550123*", "US"),
        ("XXX-XXX-XXXX", "US"), ("**********", "US"), ("2025550xx3", "US"), ("20■■■■0123", "US"),
    ])
    func `a masked number is refused as masked`(cell: String, region: String) {
        #expect(refusal(read(cell, region))?.contains("is masked") == true, "\(read(cell, region))")
    }

    @Test(
        arguments: [
            ("202-555-0123 cell", "US", "+12025550123"),
            ("Cell: (202) 555-0123", "US", "+12025550123"),
            ("0664 123456 - mobil", "AT", "+43664123456"),
            ("Tel. 0664/123456", "AT", "+43664123456"),
            ("Handy 0171 1234567", "DE", "+491711234567"),
            ("+33 6 12 34 56 78 (portable)", "DE", "+33612345678"),
            ("móvil 612 345 678", "ES", "+34612345678"),
            ("Tél : 06 12 34 56 78", "FR", "+33612345678"),
            ("モバイル", "JP", nil), ("携帯 090-1234-5678", "JP", "+819012345678"),
            ("моб. 8 912 345-67-89", "RU", "+79123456789"),
            ("جوال ٠٥٠١٢٣٤٥٦٧", "SA", "+966501234567"),
            ("cell 1 202 555 0123", "US", "+12025550123"),
            ("M: +44 7400 123456", "US", "+447400123456"),
            ("p:+12025550123", "GB", "+12025550123"),
            ("Mob. No. 98765 43210", "IN", "+919876543210"),
            ("Mobile no 98765 43210", "IN", "+919876543210"),
            ("tel:+1-202-555-0123", "GB", "+12025550123"),
            ("2025550123(mobile)", "US", "+12025550123"),
            ("WhatsApp +55 11 91234-5678", "BR", "+5511912345678"),
        ] as [(String, String, String?)])
    func `a label is left out, and counted`(cell: String, region: String, number: String?) {
        guard let number else { return }
        guard case .repaired(let repair) = read(cell, region) else {
            Issue.record("\(cell) is \(read(cell, region))")
            return
        }
        #expect(repair.number.e164 == number && repair.kinds == [.words])
        #expect(refusal(read(cell, region, repairs: false))?.contains("words beside") == true)
    }

    @Test(arguments: [
        ("0664 123456 Eva", "AT", ["Eva"]), ("0664 123456 eva", "AT", ["EVA MARIA"]),
        ("(Max Muster) 0664 123456", "AT", ["Muster, Max"]), ("Zoë: 0664 123456", "AT", ["Zoë"]),
        ("0664 123456 Eva mobil", "AT", ["Eva"]), ("O’Neill 0664 123456", "AT", ["Ann O’Neill"]),
    ])
    func `a word of another cell of the row is left out`(
        cell: String,
        region: String,
        others: [String]
    ) {
        guard case .repaired(let repair) = read(cell, region, besides: others) else {
            Issue.record("\(cell) is \(read(cell, region, besides: others))")
            return
        }
        #expect(repair.number.e164 == "+43664123456" && repair.kinds == [.words])
        #expect(refusal(read(cell, region)) != nil)
    }

    @Test(arguments: [
        ("0664 123456 Eva", "AT"), ("0664 123456 (Max)", "AT"), ("07400 123456 (mum)", "GB"),
        ("07400 123457 Sam", "GB"), ("1-800-FLOWERS", "US"), ("Room 5 202-555-0123", "US"),
        ("202 Eva 555 0123", "US"), ("mobile 2: 07400 123456", "GB"),
        ("Handy 2 0171 1234567", "DE"), ("cell 2025550123 2", "US"), ("0812-345-678 Eva", "ID"),
        ("202-555-0123 Ελένη", "US"), ("202-555-0123 陳", "US"),
    ])
    func `any other word makes a person look`(cell: String, region: String) {
        #expect(refusal(read(cell, region)) != nil, "\(read(cell, region))")
    }

    @Test(arguments: [
        ("fax 202-555-0123", "fax"), ("202-555-0123 (old)", "old"), ("NO 202-555-0123", "NO"),
        ("202-555-0123 landline", "landline"), ("202-555-0123 do not call", "not"),
        ("Festnetz 202-555-0123", "Festnetz"), ("202-555-0123 wrong number", "wrong"),
        ("202-555-0123 ancien", "ancien"), ("факс 202-555-0123", "факс"), ("传真 2025550123", "传真"),
        ("cell, not 202-555-0123 x5", "not"), ("202-555-0123 cell no", "no"),
        ("mobile: no 202-555-0123", "no"), ("202-555-0123 deceased", "deceased"),
        ("don’t text 202-555-0123", "don’t"), ("DNC", "DNC"),
    ])
    func `a word that speaks against the number is named`(cell: String, word: String) {
        let why = refusal(read(cell, "US", besides: ["fax old no landline Festnetz ancien"]))
        #expect(why?.contains("“\(word)”") == true, "\(why ?? "")")
    }

    @Test(arguments: [
        "202 555 0136 & 202 555 0137", "202-555-0132 ::: 202-555-0133",
        "H 202 555 0138 C 202 555 0139", "cell 2025550136 office 2025550137",
    ])
    func `two numbers are more than one`(cell: String) {
        #expect(refusal(read(cell, "US"))?.contains("more than one number") == true)
    }

    @Test(arguments: [
        ("202-555-0123 ext 5", "US"), ("202-555-0123 x5", "US"), ("202-555-0123 #5", "US"),
        ("202-555-0123 Ext. 512", "US"), ("030 1234567 Durchwahl 5", "DE"),
        ("tel:+1-202-555-0123;ext=5", "US"), ("202-555-0123 extensión 5", "US"),
        ("8 912 345-67-89 доб. 12", "RU"), ("Tel 202-555-0123 ext 5", "US"),
    ])
    func `an extension stays an extension`(cell: String, region: String) throws {
        guard case .number(let parsed) = read(cell, region) else {
            Issue.record("\(cell) is \(read(cell, region))")
            return
        }
        #expect(parsed.phoneExtension != nil && plan.isValid(parsed.number))
    }

    @Test(arguments: [
        "２０２５５５０１２３", "٢٠٢٥٥٥٠١٢٣", "२०२५५५०१२३", "202ー555ー0123", "＋１（２０２）５５５−０１２３",
        "202\u{A0}555\u{A0}0123", "\u{202A}2025550123\u{202C}",
    ])
    func `digits of any script are digits`(cell: String) {
        guard case .number(let parsed) = read(cell, "US") else {
            Issue.record("\(cell) is \(read(cell, "US"))")
            return
        }
        #expect(parsed.number.e164 == "+12025550123")
    }

    @Test func `letters are keys where somebody asks about a number, unless it is one without`() {
        let reader = CellReader(defaultRegion: Region(rawValue: "US"), repairs: false)
        let asked = { (text: String) -> String? in
            guard case .number(let parsed) = reader.readVanity(text) else { return nil }
            return parsed.number.e164
        }
        #expect(asked("1-800-FLOWERS") == "+18003569377")
        #expect(asked("202-555-TEXT") == "+12025558398")
        #expect(asked("202-555-0123 Eva") == "+12025550123")
        #expect(asked("202-555-XXXX") == nil)
        #expect(asked("(202) 555-01**") == nil)
    }
}

// MARK: - Generated spellings

extension CellWordsTests {
    /// A way to write a cell around a number; `#` is the number.
    private enum Shape: CaseIterable {
        case before, behind, colon, brackets, dash, both

        func cell(_ number: String, _ word: String) -> String {
            switch self {
            case .before: "\(word) \(number)"
            case .behind: "\(number) \(word)"
            case .colon: "\(word): \(number)"
            case .brackets: "\(number) (\(word))"
            case .dash: "\(number) - \(word)"
            case .both: "\(word) \(number) \(word)"
            }
        }
    }

    private static let words = [
        "cell", "Mobile", "TEL.", "Handy", "móvil", "portable", "моб", "手机", "جوال", "Eva", "Max",
        "María", "Ngô", "Ян", "old", "fax", "Festnetz", "no", "mum", "work", "home", "Büro", "ABC",
        "DEF", "text", "call", "shop", "xx", "XXXX", "TUV WXYZ", "Dr. Eva", "flowers", "ok", "a",
        "e",
        "neu", "2nd", "m2", "Eva2", "ex", "ext", "x",
    ]

    @Test func `no spelling with words becomes another number`() throws {
        var random = SeededGenerator(seed: 2)
        var (cells, taken) = (0, 0)
        for name in ["US", "GB", "DE", "AT", "ID", "IN", "FR", "ES", "BR", "JP", "IT", "MX"] {
            let region = try #require(Region(rawValue: name))
            let code = try #require(plan.countryCode(of: region))
            var numbers: [PhoneNumber] = []
            while numbers.count < 11 {
                let digits = (0..<(8 + random.pick(4))).map { _ in "\(random.pick(10))" }.joined()
                guard let number = PhoneNumber(e164: "+\(code)\(digits)"), plan.isValid(number),
                    plan.region(of: number) == region
                else { continue }
                numbers.append(number)
            }
            let reader = CellReader(defaultRegion: region, repairs: true)
            for number in numbers {
                for word in Self.words {
                    for shape in Shape.allCases {
                        let written = plan.format(
                            number, as: random.oneIn(2) ? .national : .international)
                        let cell = shape.cell(written, word)
                        let others = random.oneIn(2) ? ["Eva María", "flowers", "shop"] : []
                        cells += 1
                        taken += check(
                            reader.read(cell, besides: others), of: cell, holding: number)
                    }
                }
            }
        }
        #expect(cells > 30_000 && taken > 5_000, "\(cells) cells, \(taken) taken")
    }

    /// One where the cell was taken for the number that it holds; records any other number.
    private func check(
        _ reading: CellReader.Reading,
        of cell: String,
        holding number: PhoneNumber
    ) -> Int {
        switch reading {
        case .refused: return 0
        case .repaired(let repair):
            if repair.number != number { Issue.record("\(cell) became \(repair)") }
            return 1
        case .number(let parsed):
            let mayBeSent = parsed.phoneExtension == nil && plan.isValid(parsed.number)
            if mayBeSent, parsed.number != number { Issue.record("\(cell) was read as \(parsed)") }
            return 0
        }
    }
}
