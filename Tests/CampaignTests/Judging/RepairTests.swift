// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import PhoneNumbers
import Testing

@Suite struct RepairTests {
    private func read(_ cell: String, _ region: String?, repairs: Bool = true) -> CellReader.Reading
    {
        CellReader(defaultRegion: region.flatMap(Region.init(rawValue:)), repairs: repairs).read(
            cell
        )
    }

    @Test(
        arguments: [
            ("447400123456", "US", "+447400123456", [.lostPlus]),
            ("4915112345678", "US", "+4915112345678", [.lostPlus]),
            ("447400123456", "FR", "+447400123456", [.lostPlus]),
            ("447400123456.0", "US", "+447400123456", [.decimal, .lostPlus]),
            ("='447400123456'", "US", nil, []),
            ("=\"447400123456\"", "US", "+447400123456", [.quotes, .lostPlus]),
            ("'447400123456", "US", "+447400123456", [.quotes, .lostPlus]),
            ("0044 7400 123456", "US", "+447400123456", [.doubleZero]),
            ("0044 (0) 7400 123456", "US", "+447400123456", [.doubleZero]),
            ("00 34 (0) 612 345 678", "US", "+34612345678", [.doubleZero, .zeroInBrackets]),
            ("0044 7400 123456", nil, "+447400123456", [.doubleZero]),
            ("+44+447400123456", "GB", "+447400123456", [.beforePlus]),
            ("+52 1 55 1234 5678", "MX", "+525512345678", [.oldPlan]),
            ("044 55 1234 5678", "MX", "+525512345678", [.oldPlan]),
            ("5215512345678", "MX", "+525512345678", [.oldPlan]),
            ("97 12 34 56", "BJ", "+2290197123456", [.oldPlan]),
            ("+229 97123456", "US", "+2290197123456", [.oldPlan]),
            ("07 12 34 56", "CI", "+2250707123456", [.oldPlan]),
            ("+381 44 123 456", "XK", "+38344123456", [.oldPlan]),
            ("00381 49 123 456", "RS", "+38349123456", [.oldPlan]),
            ("225712345678", "CI", "+2250712345678", [.lostZero]),
            ("+225 712345678", "US", "+2250712345678", [.lostZero]),
            ("24266123456", "CG", "+242066123456", [.lostZero]),
            ("+0044 7400 123456", "US", "+447400123456", [.doubleZero]),
            ("0+44 (0)7400 123456", "GB", "+447400123456", [.beforePlus]),
            ("00+44 7400 123456", "US", "+447400123456", [.beforePlus]),
            ("+34 (0) 612 345 678", "US", "+34612345678", [.zeroInBrackets]),
            ("2025550123.0", "US", "+12025550123", [.decimal]),
            ("12025550123,0", "US", "+12025550123", [.decimal]),
            ("+12025550123.00", "US", "+12025550123", [.decimal]),
            ("2,025,550,123", "US", "+12025550123", [.thousands]),
            ("2,025,550,123.00", "US", "+12025550123", [.thousands, .decimal]),
            ("2'025'550'123", "US", "+12025550123", [.thousands]),
            ("98,76,54,3210", "IN", nil, []),
            ("9,87,65,43,210", "IN", "+919876543210", [.thousands]),
            ("\"2,025,550,123\"", "US", "+12025550123", [.quotes, .thousands]),
            ("2.025550123E9", "US", "+12025550123", [.scientific]),
            ("2.025550123E+09", "US", "+12025550123", [.scientific]),
            ("4.47400123456e+11", "US", "+447400123456", [.scientific, .lostPlus]),
            ("707123456", "CI", "+2250707123456", [.lostZero]),
            ("202\u{200E}5550123", "US", "+12025550123", [.invisible]),
        ] as [(String, String?, String?, [RepairKind])]
    )
    func `a broken number is whole again`(
        cell: String,
        region: String?,
        expected: String?,
        kinds: [RepairKind]
    ) {
        guard let expected else { return }
        guard case .repaired(let repair) = read(cell, region) else {
            Issue.record("\(cell) was not repaired: \(read(cell, region))")
            return
        }
        #expect(repair.number.e164 == expected && repair.kinds == kinds, "\(repair)")
        if case .repaired = read(cell, region, repairs: false) {
            Issue.record("repaired without leave")
        }
    }

    @Test(arguments: [
        ("(202) 555-0123", "US", "+12025550123"), ("12025550123", "US", "+12025550123"),
        ("+447400123456", "US", "+447400123456"),
        ("'+12025550123", "US", "+12025550123"), ("=\"2025550123\"", "US", "+12025550123"),
        ("7400 123456", "GB", "+447400123456"),
        ("+44 (0)7400 123456", "US", "+447400123456"),
        ("\u{202A}+1 202 555 0123\u{202C}", "US", "+12025550123"),
        ("+1\u{A0}202\u{A0}555\u{A0}0123", "US", "+12025550123"),
        ("0044 7400 123456", "FR", "+447400123456"),
    ])
    func `a valid number is read as it is written`(cell: String, region: String, expected: String) {
        guard case .number(let parsed) = read(cell, region) else {
            Issue.record("\(cell) is \(read(cell, region))")
            return
        }
        #expect(parsed.number.e164 == expected)
    }

    @Test(
        arguments: ["4.41E+11", "4.41235E+11", "=\"4.41E+11\"", "4,41E+11", "4.4E11", "3E9"],
        [true, false]
    )
    func `a number whose digits are gone is refused with the reason`(cell: String, repairs: Bool) {
        guard case .refused(let why, nil) = read(cell, "US", repairs: repairs) else {
            Issue.record("\(cell) is \(read(cell, "US", repairs: repairs))")
            return
        }
        #expect(
            why.contains("scientific notation") && why.contains("digits are gone")
                && why.contains("as text")
        )
    }

    @Test(arguments: [("3012345678.0", "DE"), ("1202555012.0", "US")], [true, false])
    func `a decimal number that is a valid one with its zero is refused`(
        _ cell: (String, String),
        repairs: Bool
    ) {
        guard case .refused(let why, nil) = read(cell.0, cell.1, repairs: repairs) else {
            Issue.record("\(cell) is \(read(cell.0, cell.1, repairs: repairs))")
            return
        }
        #expect(why.contains("last 0"))
    }

    @Test(
        arguments: [
            ("202555012", "US"), ("447400123456", nil), ("5550123", "US"), ("n/a", "US"),
            ("555-0123", "US"),
            ("+1202555", "US"),
            ("999999999999", "US"), ("0", "US"), ("", "US"), ("+", "US"), ("(0)", "US"),
            ("=\"\"", "US"), ("'", "US"),
            (".0", "US"),
            // A digit is missing, or one too many.
            ("70 12 34 5", "BF"), ("7795420", "BF"), ("91 116 246", "TJ"), ("96891635", "TJ"),
            ("(216) 981-23456", "US"), ("614-365-33705", "US"), ("33 6 12 34 56 78", "US"),
            ("21698123456", "US"), ("(336) 706-88543", "US"), ("112025550123", "GB"),
            ("0049600990", "TJ"), ("15512345671", "MX"), ("1 55 1234 5670", "MX"),
            ("(11) 9123-4567", "BR"), ("4444 7400 123456", "GB"), ("1 949 212 3456", "AU"),
        ] as [(String, String?)]
    )
    func `what cannot be told for certain is left as it is`(cell: String, region: String?) {
        if case .repaired(let repair) = read(cell, region) {
            Issue.record("\(cell) became \(repair)")
        }
    }

    @Test func `what is known of a spelling is said of refused rows, too`() throws {
        var settings = Sample.settings()
        settings.defaultRegion = Region(rawValue: "BR")
        let rules = try Sample.rules("Hi {{name}}", settings)
        let refusal = rules.read(Sample.recipient("Ann", "(11) 9123-4567")).refusal
        #expect(refusal?.detail.contains("have a 9 after the area code") == true)
    }

    @Test func `a repair is in the row's detail and is counted`() throws {
        let rules = try Sample.rules()
        let reading = rules.read(Sample.recipient("Ann", "447400123456"))
        #expect(reading.repair?.sentence == "repaired: the lost + was put back")
        var judge = Judge(rules: rules, textHash: nil, currency: "USD")
        guard case .candidate(let candidate) = judge.judge(reading, memory: Ledger.Recollection())
        else {
            Issue.record("no candidate")
            return
        }
        let row = candidate.row(Verdict(.wouldSend))
        #expect(row.verdict.detail == "repaired: the lost + was put back")
        var tally = Tally()
        tally.add(row.facts)
        #expect(tally.repaired == 1 && tally.repairs == [.lostPlus: 1])
    }

    @Test func `without leave nothing is repaired`() throws {
        var rules = try Sample.rules()
        rules.repairsNumbers = false
        let reading = rules.read(Sample.recipient("Ann", "447400123456"))
        #expect(reading.repair == nil && reading.refusal?.reason == .invalidNumber)
    }

    // MARK: - Ranges that are younger than the data

    private func accepting(_ prefixes: String...) throws -> Rules {
        var rules = try Sample.rules()
        rules.acceptedPrefixes = Set(try prefixes.map { try NumberPrefix(reading: $0) })
        return rules
    }

    @Test(arguments: ["(565) 456-9356", "+1 565 456 9356"])
    func `a number that the plan does not know yet is sent to where the user says so`(
        cell: String
    ) throws {
        let refused = try Sample.rules().read(Sample.recipient("Ann", cell))
        #expect(refused.refusal?.reason == .invalidNumber)
        #expect(refused.refusal?.detail.contains("numberingPlan.accept") == true)
        let rules = try accepting("+1 565")
        var judge = Judge(rules: rules, textHash: nil, currency: "USD")
        let reading = rules.read(Sample.recipient("Ann", cell))
        guard case .candidate(let candidate) = judge.judge(reading, memory: Ledger.Recollection())
        else {
            Issue.record("\(reading)")
            return
        }
        #expect(candidate.needsLookup && candidate.number.e164 == "+15654569356")
        #expect(candidate.region?.rawValue == "US")
    }

    @Test(arguments: ["(565) 456-935", "(565) 456-93567", "(564) 123-4567", "(861) 456-9356"])
    func `what is accepted still needs its digits`(cell: String) throws {
        let rules = try accepting("+1 565")
        #expect(rules.read(Sample.recipient("Ann", cell)).refusal?.reason == .invalidNumber)
    }

    /// What can be no number whatever is given out has its own sentence alone.
    @Test(arguments: ["(123) 456-7890", "(565) 056-9356", "(202) 555-012", "(202) 155-0123"])
    func `the data is not blamed for a mistake`(cell: String) throws {
        let refusal = try Sample.rules().read(Sample.recipient("Ann", cell)).refusal
        #expect(refusal?.reason == .invalidNumber)
        #expect(refusal?.detail.contains("numberingPlan") == false)
    }

    @Test func `every repair has words`() {
        for kind in RepairKind.allCases { #expect(!kind.words.isEmpty && !kind.rawValue.isEmpty) }
        #expect(Set(RepairKind.allCases.map(\.words)).count == RepairKind.allCases.count)
    }
}
