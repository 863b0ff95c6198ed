// SPDX-License-Identifier: Apache-2.0

/// One handset whose number is written in several ways that the numbering plan takes for several
/// numbers: a digit that only some callers dial, a plan that grew, a country that got its own code.
extension PhoneNumber {
    /// The number that stands for all spellings of the handset's: the same for each of them, and
    /// for no other handset.
    ///
    /// It is the number itself nearly always. It is a key to compare with, never one to text: that
    /// a mobile phone has it is not said.
    package var handset: PhoneNumber {
        guard let (rule, body) = spelling else { return self }
        return rule.number(of: body, rule.forms[0]) ?? self
    }

    /// The other numbers that mean the same handset; none nearly always.
    package var otherSpellings: [PhoneNumber] {
        guard let (rule, body) = spelling else { return [] }
        return rule.forms.compactMap { rule.number(of: body, $0) }.filter { $0 != self }
    }

    /// Whether the handset's number can be written in another way.
    package var hasOtherSpellings: Bool { spelling != nil }

    /// All numbers that mean the handset, this one first.
    package var spellings: [PhoneNumber] { [self] + otherSpellings }

    /// The rule that the number falls under, and the digits that all its spellings share.
    private var spelling: (rule: SpellingRule, body: Digits)? {
        // Without a look at the tables for nearly all numbers of the world.
        switch countryCode {
        case 20, 52, 54, 55, 84: break
        case 225, 229, 237, 241, 242: break
        case 377, 381, 383, 386: break
        case 593, 974: break
        default: return nil
        }
        for rule in SpellingRule.rules(of: countryCode) {
            if let body = rule.body(of: self) { return (rule, body) }
        }
        return nil
    }
}

/// Numbers that differ in some digits only, and mean the same handset.
struct SpellingRule: Sendable {
    /// A spelling: the country code, and the digits that tell it from the others.
    struct Form: Sendable {
        let code: UInt16
        let mark: Digits
    }

    /// The spellings; the first one is that of today.
    let forms: [Form]
    /// So many of the shared digits stand before the mark.
    let head: Int
    /// So many of them stand behind it.
    let tail: Int
    /// How the digits behind the mark may begin; none: in any way.
    let begins: [Digits]

    /// - Parameters:
    ///   - forms: country codes with the digits that tell the spellings apart, today's first.
    ///   - head: how many of the shared digits stand before these.
    ///   - tail: how many of them stand behind.
    ///   - begins: how those behind may begin, words of digits; empty: in any way.
    init(
        _ forms: [(code: UInt16, mark: String)], head: Int = 0, tail: Int, begins: String = ""
    ) {
        self.forms = forms.map { Form(code: $0.code, mark: Digits($0.mark)) }
        self.head = head
        self.tail = tail
        self.begins = begins.split(separator: " ").map { Digits(String($0)) }
    }

    /// The shared digits of a number that has one of the spellings; nil for any other.
    func body(of number: PhoneNumber) -> Digits? {
        let (code, national) = (number.countryCode, number.nationalDigits)
        for form in forms where form.code == code {
            guard national.count == head + form.mark.count + tail,
                national.dropping(head).prefix(form.mark.count) == form.mark
            else { continue }
            let rest = national.dropping(head + form.mark.count)
            guard begins.isEmpty || begins.contains(where: { rest.prefix($0.count) == $0 }) else {
                continue
            }
            var body = national.prefix(head)
            body.append(rest)
            return body
        }
        return nil
    }

    /// Nil where the country code does not exist, which it does in every rule.
    func number(of body: Digits, _ form: Form) -> PhoneNumber? {
        guard let country = CountryPlan(code: form.code) else { return nil }
        var national = body.prefix(head)
        national.append(form.mark)
        national.append(body.dropping(head))
        return PhoneNumber(country: country, national: national)
    }

    static func rules(of code: UInt16) -> [SpellingRule] { byCode[code] ?? [] }

    /// A rule that joins several codes stands under each of them.
    private static let byCode: [UInt16: [SpellingRule]] = {
        var rules: [UInt16: [SpellingRule]] = [:]
        for rule in all {
            for code in Set(rule.forms.map(\.code)) { rules[code, default: []].append(rule) }
        }
        return rules
    }()
}

extension Digits {
    /// Reads what the rules are written with: up to 19 decimal digits, and nothing else.
    fileprivate init(_ text: String) {
        self.init(value: UInt64(text) ?? 0, count: text.utf8.count)
    }
}

// MARK: - What is known

extension SpellingRule {
    /// Every rule: what is not sure to be one handset is not among them.
    static let all =
        americas + gabon + ivoryCoast + centralAfrica + egypt + vietnam + kosovo + gulf

    /// The Americas.
    ///
    /// * Argentina: `9` (`15` at home) stands before mobile numbers for calls from abroad and not
    ///   in texts; ten digits are one line, whichever way they are dialled (ENACOM's Plan
    ///   Fundamental de Numeración; libphonenumber issue 684).
    /// * Mexico: the `1` before mobile numbers went on 3 August 2019 (IFT, Plan Técnico Fundamental
    ///   de Numeración).
    /// * Brazil: a 9 before mobile numbers of eight digits, from 29 July 2012 (São Paulo) to
    ///   6 November 2016 (Anatel, Resolução 553/2010). Eight digits that began with 7 were radios
    ///   too, which kept them; that network was shut down on 31 March 2018.
    /// * Ecuador: a 9 before mobile numbers, on 30 September 2012.
    private static let americas = [
        SpellingRule([(54, "9"), (54, "")], tail: 10, begins: "1 2 3"),
        SpellingRule([(52, ""), (52, "1")], tail: 10, begins: "2 3 4 5 6 7 8 9"),
        SpellingRule([(55, "9"), (55, "")], head: 2, tail: 8, begins: "6 7 8 9"),
        SpellingRule([(593, "9"), (593, "")], tail: 8, begins: "8 9"),
    ]

    /// Gabon: 0X became 06X or 07X at home on 15 November 2019, and the 0 is no longer dialled from
    /// abroad (ARCEP Gabon).
    ///
    /// Before, it was dialled by some and not by others (libphonenumber's notes on GA).
    private static let gabon = [
        SpellingRule([(241, "62"), (241, "02"), (241, "2")], tail: 6),
        SpellingRule([(241, "65"), (241, "05"), (241, "5")], tail: 6),
        SpellingRule([(241, "66"), (241, "06"), (241, "6")], tail: 6),
        SpellingRule([(241, "74"), (241, "04"), (241, "4")], tail: 6),
        SpellingRule([(241, "77"), (241, "07"), (241, "7")], tail: 6),
        SpellingRule([(241, "11"), (241, "01")], tail: 6),
        SpellingRule([(241, "03"), (241, "3")], tail: 6),
    ]

    /// Côte d'Ivoire: 01, 05 or 07 before mobile numbers by their operator, on 31 January 2021
    /// (ARTCI).
    ///
    /// Which number was whose: the carriers of libphonenumber 8.12.10, of before.
    private static let ivoryCoast = [
        SpellingRule(
            [(225, "01"), (225, "")], tail: 8,
            begins: "01 02 03 40 41 42 43 50 51 52 53 70 71 72 73"),
        SpellingRule(
            [(225, "05"), (225, "")], tail: 8,
            begins: "04 05 06 44 45 46 54 55 56 64 65 66 74 75 76 84 85 86 95"),
        SpellingRule(
            [(225, "07"), (225, "")], tail: 8,
            begins: "07 08 09 47 48 49 57 58 59 67 68 77 78 79 87 88 89 97"),
    ]

    /// * Benin: 01 before all numbers of eight digits but those of services, on 30 November 2024
    ///   (ARCEP Bénin).
    /// * Cameroon: 6 before mobile numbers, 2 before landlines, on 21 November 2014 (ART).
    /// * Congo: 04, 05, 06 before the mobile numbers of seven digits by their operator, in 2010.
    private static let centralAfrica = [
        SpellingRule([(229, "01"), (229, "")], tail: 8, begins: "2 4 5 6 9"),
        SpellingRule([(237, "6"), (237, "")], tail: 8, begins: "7 9"),
        SpellingRule([(237, "2"), (237, "")], tail: 8, begins: "22 33"),
        SpellingRule([(242, "04"), (242, "")], tail: 7, begins: "4"),
        SpellingRule([(242, "05"), (242, "")], tail: 7, begins: "5"),
        SpellingRule([(242, "06"), (242, "")], tail: 7, begins: "6"),
    ]

    /// Egypt: a digit behind 01 by the operator, on 6 October 2011 (NTRA).
    ///
    /// The numbers with 015 of that time are left out: others have such numbers today.
    private static let egypt = [
        ("100", "10"), ("106", "16"), ("109", "19"), ("122", "12"), ("127", "17"), ("128", "18"),
        ("111", "11"), ("114", "14"),
    ].map { now, before in SpellingRule([(20, now), (20, before)], tail: 7) }

    /// Vietnam: mobile prefixes of three digits became ones of two, from 15 September 2018
    /// (Ministry of Information and Communications).
    private static let vietnam = [
        ("70", "120"), ("79", "121"), ("77", "122"), ("76", "126"), ("78", "128"), ("83", "123"),
        ("84", "124"), ("85", "125"), ("81", "127"), ("82", "129"), ("32", "162"), ("33", "163"),
        ("34", "164"), ("35", "165"), ("36", "166"), ("37", "167"), ("38", "168"), ("39", "169"),
        ("56", "186"), ("58", "188"), ("59", "199"),
    ].map { now, before in SpellingRule([(84, now), (84, before)], tail: 7) }

    /// Kosovo: +383 since 15 December 2016 (ITU).
    ///
    /// Its mobile numbers were reached by the codes of Monaco, Slovenia and Serbia before, and
    /// partly still are (libphonenumber's FALSEHOODS.md and its notes on MC). No number of Serbia
    /// begins with 4.
    private static let kosovo = [
        SpellingRule([(383, "43"), (386, "43"), (381, "43")], tail: 6),
        SpellingRule([(383, "44"), (377, "44"), (381, "44")], tail: 6),
        SpellingRule([(383, "45"), (377, "45"), (381, "45")], tail: 6),
        SpellingRule([(383, "49"), (386, "49"), (381, "49")], tail: 6),
    ]

    /// Qatar: the first digit stands twice since 28 July 2010 (ictQATAR).
    private static let gulf = ["3", "4", "5", "6", "7"].map {
        SpellingRule([(974, $0), (974, "")], tail: 7, begins: $0)
    }
}
