// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PhoneNumbers

/// Numbers that are one handset's, and those that are not.
@Suite struct HandsetTests {
    private func parsed(_ text: String) throws -> PhoneNumber {
        try #require(PhoneNumber(e164: text))
    }

    @Test(
        arguments: [
            ["+5491155551234", "+541155551234"],
            ["+5492901123456", "+542901123456"],
            ["+525512345678", "+5215512345678"],
            ["+5511987654321", "+551187654321"],
            ["+5511972345678", "+551172345678"],
            ["+24166123456", "+24106123456", "+2416123456"],
            ["+24162474849", "+24102474849", "+2412474849"],
            ["+24174123456", "+24104123456", "+2414123456"],
            ["+24111446811", "+24101446811"],
            ["+38344123456", "+37744123456", "+38144123456"],
            ["+38349123456", "+38649123456", "+38149123456"],
            ["+2290197123456", "+22997123456"],
            ["+2250708345678", "+22508345678"],
            ["+2250544123456", "+22544123456"],
            ["+2250101123456", "+22501123456"],
            ["+237677123456", "+23777123456"],
            ["+242066123456", "+2426123456"],
            ["+201001234567", "+20101234567"],
            ["+84701234567", "+841201234567"],
            ["+84391234567", "+841691234567"],
            ["+593991234567", "+59391234567"],
            ["+97433123456", "+9743123456"],
        ])
    func `spellings of one handset have one key, and name each other`(texts: [String]) throws {
        let numbers = try texts.map(parsed)
        #expect(Set(numbers.map(\.handset)) == [numbers[0]])
        for one in numbers {
            #expect(Set(one.spellings) == Set(numbers))
            #expect(one.spellings.first == one)
        }
    }

    @Test(
        arguments: [
            // The plan's mobile numbers and landlines elsewhere.
            "+12025550123", "+447911123456", "+4915123456789", "+390612345678",
            // Argentina: free phones, and numbers of another length.
            "+548001234567", "+5411555512", "+54911555512345",
            // Brazil: landlines.
            "+551123456789", "+551132345678",
            // Mexico: too short, and a number that begins with 1.
            "+52551234567", "+521234567890",
            // Monaco, Slovenia and Serbia themselves.
            "+37746123456", "+37793123456", "+38640123456", "+38641123456", "+38164123456",
            // Kosovo's landlines and other mobile numbers.
            "+38338123456", "+38347123456",
            // Benin's services, Egypt's 015, Ecuador's landlines, Qatar's services.
            "+22981123456", "+201501234567", "+59322345678", "+9742123456",
            // Ivory Coast: two digits that nobody had; a prefix that is another operator's.
            "+22560123456", "+2250108345678", "+22521234567",
        ])
    func `a number with one spelling is its own key`(text: String) throws {
        let number = try parsed(text)
        #expect(number.handset == number)
        #expect(number.otherSpellings.isEmpty)
    }

    /// Any digits behind any mark, those of rules that lie close to each other included.
    @Test(arguments: SpellingRule.all.indices)
    func `being one handset is an equivalence`(index: Int) throws {
        let rule = SpellingRule.all[index]
        var random = Chance(seed: UInt64(index))
        for _ in 0..<300 {
            let begin = rule.begins.randomElement(using: &random) ?? Digits()
            let all = rule.forms.compactMap { form -> PhoneNumber? in
                var copy = random
                var national = Self.digits(rule.head, &copy)
                national.append(form.mark)
                national.append(begin)
                national.append(Self.digits(rule.tail - begin.count, &copy))
                guard let country = CountryPlan(code: form.code) else { return nil }
                return PhoneNumber(country: country, national: national)
            }
            _ = random.next()
            #expect(all.count == rule.forms.count)
            for number in all {
                #expect(number.handset == all[0])
                #expect(Set(number.spellings) == Set(all))
            }
        }
    }

    private static func digits(_ count: Int, _ random: inout Chance) -> Digits {
        Digits(value: UInt64.random(in: 0..<1_000_000_000_000, using: &random), count: count)
    }

    @Test func `no number falls under two rules`() {
        var random = Chance(seed: 7)
        for rule in SpellingRule.all {
            for form in rule.forms {
                for _ in 0..<100 {
                    var body = Self.digits(rule.head, &random)
                    body.append(rule.begins.randomElement(using: &random) ?? Digits())
                    body.append(Self.digits(rule.head + rule.tail - body.count, &random))
                    guard let number = rule.number(of: body, form) else { continue }
                    let count = SpellingRule.all.count { $0.body(of: number) != nil }
                    #expect(count == 1, "\(number)")
                }
            }
        }
    }
}

/// Numbers by chance, the same for the same seed (Marsaglia's xorshift).
private struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
