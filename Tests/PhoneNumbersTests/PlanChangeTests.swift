// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PhoneNumbers

@Suite struct PlanChangeTests {
    private let plan = NumberingPlan.bundled

    private func number(_ text: String) throws -> PhoneNumber {
        try #require(PhoneNumber(e164: text))
    }

    /// Whether mobile numbers of a region begin with one of the digits, by trying numbers out.
    private func findsMobile(_ region: Region, _ digits: ClosedRange<Int>) throws -> Bool {
        let code = try #require(plan.countryCode(of: region))
        for rest in 0..<400 {
            let tail = "\(10_000_000_000 + rest * 7_654_321_987 % 9_999_999_967)".dropFirst()
            for length in 6...9 {
                for first in digits {
                    let text = "+\(code)\(first)\(tail.suffix(length))"
                    guard let number = PhoneNumber(e164: text) else { continue }
                    let classification = plan.classify(number)
                    let isMobile = [.mobile, .fixedLineOrMobile].contains(classification.lineType)
                    if isMobile, classification.region == region { return true }
                }
            }
        }
        return false
    }

    /// The walk over the graph and numbers that were tried out must agree, or the one repair that
    /// puts a digit before a number could make it a stranger's.
    @Test func `mobile numbers all begin with 0 in Benin, Congo and Ivory Coast alone`() throws {
        let regions = plan.regions.filter(plan.mobilesBeginWithZero)
        #expect(regions.map(\.rawValue) == ["BJ", "CG", "CI"])
        for region in plan.regions {
            let beginsOtherwise = try findsMobile(region, 1...9)
            let doesBeginWithZero = try findsMobile(region, 0...0)
            #expect(
                plan.mobilesBeginWithZero(in: region) == (doesBeginWithZero && !beginsOtherwise),
                "\(region)"
            )
        }
    }

    @Test(arguments: [
        ("+229 97123456", "+2290197123456"), ("+229 21123456", "+2290121123456"),
        ("+225 07123456", "+2250707123456"), ("+225 45123456", "+2250545123456"),
        ("+225 01123456", "+2250101123456"), ("+225 89123456", "+2250789123456"),
        ("+52 15512345678", "+525512345678"), ("+52 0445512345678", "+525512345678"),
        ("+52 0455512345678", "+525512345678"), ("+52 015512345678", "+525512345678"),
        ("+84 1201234567", "+84701234567"), ("+84 1691234567", "+84391234567"),
        ("+84 1241234567", "+84841234567"), ("+84 1991234567", "+84591234567"),
        ("+237 71234567", "+237671234567"), ("+237 99123456", "+237699123456"),
    ])
    func `a number from before a change of its plan is the one of today`(
        old: String,
        today: String
    ) throws {
        let old = try number(old.replacing(" ", with: ""))
        #expect(!plan.isValid(old))
        #expect(plan.renewed(old)?.e164 == today)
    }

    @Test(arguments: [
        // Landlines of Ivory Coast were told apart by more digits.
        "+22521123456", "+22530123456",
        // A digit is missing, or one too many.
        "+2299712345", "+229971234567", "+52155123456", "+5215512345678901", "+841231234",
        "+552134567", "+4412345678", "+1555", "+84130123456",
    ])
    func `no other number is taken for an old one`(text: String) throws {
        #expect(plan.renewed(try number(text)) == nil)
    }

    @Test(arguments: [
        ("+225712345678", "+2250712345678"), ("+24266123456", "+242066123456"),
        ("+229197123456", "+2290197123456"), ("+225512345678", "+2250512345678"),
    ])
    func `a lost zero is put back where all mobile numbers have one`(
        text: String,
        whole: String
    ) throws {
        #expect(plan.withLostZero(try number(text))?.e164 == whole)
    }

    /// Where few numbers begin with 0, any other digit may be missing as well.
    @Test(arguments: [
        "+2267012345", "+2267795420", "+99291116246", "+3961234567", "+22570", "+225",
    ])
    func `elsewhere no zero is put before a number`(text: String) {
        guard let number = PhoneNumber(e164: text) else { return }
        #expect(plan.withLostZero(number) == nil)
    }

    @Test(
        arguments: [
            (1, 10), (44, 10), (225, 10), (65, 8), (61, 9), (46, 9), (34, 9), (999, 0),
        ] as [(UInt16, Int)])
    func `the longest mobile number of a country is known`(code: UInt16, digits: Int) {
        #expect(plan.mostMobileDigits(after: code) == digits)
    }

    @Test(arguments: [(31, 6, 9), (31, 9, 11), (31, 3, 9), (1, 2, 10), (1, 1, 10), (999, 1, 0)])
    func `the longest mobile number that begins with a digit is known`(
        code: Int,
        first: Int,
        digits: Int
    ) {
        #expect(plan.mostMobileDigits(after: UInt16(code), first: first) == digits)
    }
}
