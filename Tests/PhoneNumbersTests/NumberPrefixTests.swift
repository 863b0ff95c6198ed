// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PhoneNumbers

/// Ranges that may be younger than the plan's data.
@Suite struct NumberPrefixTests {
    private let plan = NumberingPlan.bundled

    @Test(arguments: [
        ("+1 565", "+15654569356", true), ("+1565", "+15654569356", true),
        ("+1 (565) 4", "+15654569356", true), ("+1 565", "+15664569356", false),
        ("+852 45", "+85245123456", true), ("+852 45", "+85246123456", false),
        ("+44 15", "+15654569356", false),
    ])
    func `a prefix holds the numbers that begin with it`(
        prefix: String,
        number: String,
        holds: Bool
    ) throws {
        let number = try #require(PhoneNumber(e164: number))
        #expect(try NumberPrefix(reading: prefix).begins(number) == holds)
    }

    @Test(arguments: [
        ("+1", NumberPrefix.Mistake.tooShort), ("+1 56", .tooShort), ("+852 4", .tooShort),
        ("+44", .tooShort), ("565", .noCountryCode), ("1565", .noCountryCode),
        ("+999 12", .noCountryCode), ("", .noCountryCode), ("+1 56x", .noCountryCode),
    ])
    func `a prefix has a country code and an area code`(
        text: String,
        mistake: NumberPrefix.Mistake
    ) {
        #expect(throws: mistake) { try NumberPrefix(reading: text) }
    }

    @Test(
        arguments: [
            ("+15654569356", "+1 565"), ("+18612123456", "+1 861"), ("+14362123456", "+1 436"),
            ("+85245123456", "+852 45"), ("+6512345678", "+65 12"),
            // No such area code can be given out, or none such number in it.
            ("+11234567890", nil), ("+15650123456", nil), ("+15651113456", nil),
            ("+14112345678", nil),
            // The area code has numbers, or something else is wrong.
            ("+12021550123", nil), ("+1565456935", nil), ("+551191234567", nil),
            ("+12025550123", nil),
            ("+52155123456789", nil), ("+84120123456", nil), ("+442079460958", nil),
        ] as [(String, String?)])
    func `a whole range that the plan does not know may be new`(
        text: String,
        range: String?
    ) throws {
        let number = try #require(PhoneNumber(e164: text))
        #expect(plan.unknownRange(of: number)?.description == range)
    }
}
