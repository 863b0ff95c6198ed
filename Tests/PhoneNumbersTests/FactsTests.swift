// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite struct FactsTests {
    private let plan = NumberingPlan.bundled

    private func facts(about text: String) throws -> NumberFacts {
        plan.facts(about: try #require(PhoneNumber(e164: text)))
    }

    @Test(
        arguments: [
            ("+12025550123", "US", .fixedLineOrMobile, "US fixed-line or mobile range"),
            ("+442079460958", "GB", .fixedLine, "GB fixed-line range"),
            ("+447400123456", "GB", .mobile, "GB mobile range"),
            ("+441624756789", "IM", .fixedLine, "IM fixed-line range"),
            ("+18005550123", "US", .tollFree, "US toll-free range"),
            ("+19005550123", "US", .premiumRate, "US premium-rate range"),
            ("+611300123456", "AU", .sharedCost, "AU shared-cost range"),
            ("+447012345678", "GB", .personalNumber, "GB personal-number range"),
            ("+447640123456", "GB", .pager, "GB pager range"),
            ("+445612345678", "GB", .voip, "GB VoIP range"),
            ("+445512345678", "GB", .uan, "GB universal access range"),
            ("+3906698", "VA", nil, nil),
            ("+41860791234567", "CH", .voicemail, "CH voicemail range"),
            ("+80012345678", "001", .tollFree, "001 toll-free range"),
            ("+77710009998", "KZ", .mobile, "KZ mobile range"),
        ] as [(String, String, LineType?, String?)]
    )
    func `Region and line type, with the range they rest on`(
        text: String,
        region: String,
        type: LineType?,
        evidence: String?
    ) throws {
        let answer = try facts(about: text)
        #expect(answer.region?.rawValue == region)
        #expect(answer.lineType == type)
        #expect(answer.evidence == evidence)
        #expect(answer.isValid == (type != nil))
    }

    @Test(
        arguments: [
            ("+120255501", .tooShort, "Too short: +1 is followed by 10 digits, here by 8."),
            (
                "+12025550", .missingAreaCode,
                "The area code is missing: +1 is followed by 10 digits, here by 7."
            ),
            ("+120255501234", .tooLong, "Too long: +1 is followed by 10 digits, here by 11."),
            ("+6512345678", .noNumberRange, "No number range after +65 holds this number."),
            (
                "+65123456789", .wrongLength,
                "Wrong length: +65 is followed by 8, 10 or 11 digits, here by 9."
            ),
            (
                "+442079", .missingAreaCode,
                "The area code is missing: +44 is followed by 7, 9 or 10 digits, here by 4."
            ),
            ("+80012345", .tooShort, "Too short: +800 is followed by 8 digits, here by 5."),
        ] as [(String, NumberProblem.Kind, String)]
    )
    func `What is wrong is said in words and by kind`(
        text: String,
        kind: NumberProblem.Kind,
        sentence: String
    ) throws {
        let number = try #require(PhoneNumber(e164: text))
        let problem = try #require(plan.problem(with: number))
        #expect(problem.kind == kind)
        #expect(problem.description == sentence)
        #expect(problem.number == number)
        #expect(plan.facts(about: number).problem == problem)
        #expect(!plan.isValid(number))
    }

    @Test func `A problem counts the digits that are there and those that could be`() throws {
        let number = try #require(PhoneNumber(e164: "+65123456789"))
        let problem = try #require(plan.problem(with: number))
        #expect(problem.digitCount == 9)
        #expect(problem.possibleDigitCounts == [8, 10, 11])
    }

    @Test func `Every kind of problem and caution has its own word`() {
        #expect(
            NumberProblem.Kind.allCases.map(\.rawValue)
                == [
                    "too_short", "too_long", "wrong_length", "missing_area_code", "no_number_range",
                ]
        )
        #expect(
            Caution.allCases.map(\.rawValue) == [
                "argentine_mobile_without_9", "brazilian_mobile_without_9", "mexican_mobile_with_1",
                "kosovar_number_with_old_code",
            ]
        )
        #expect(Set(Caution.allCases.map(\.description)).count == Caution.allCases.count)
    }

    @Test func `A valid number has no problem`() throws {
        let number = try #require(PhoneNumber(e164: "+442079460958"))
        #expect(plan.problem(with: number) == nil)
        #expect(plan.facts(about: number).problem == nil)
    }

    @Test(arguments: [("+120255501234", true), ("+12025550123", false), ("+120255", false)])
    func `A number is too long if none of its country has as many digits`(
        text: String,
        isTooLong: Bool
    ) throws {
        #expect(plan.isTooLong(try #require(PhoneNumber(e164: text))) == isTooLong)
    }

    @Test func `The single questions answer as the facts do`() throws {
        for text in ["+12025550123", "+442079460958", "+120255501", "+80012345678"] {
            let number = try #require(PhoneNumber(e164: text))
            let facts = plan.facts(about: number)
            #expect(plan.isValid(number) == facts.isValid)
            #expect(plan.region(of: number) == facts.region)
            #expect(plan.lineType(of: number) == facts.lineType)
            #expect(plan.timeZones(of: number) == facts.timeZones)
            #expect(plan.caution(about: number) == facts.caution)
            #expect(plan.classify(number).region == facts.region)
            #expect(plan.classify(number).lineType == facts.lineType)
        }
    }

    @Test(arguments: [
        ("+12025550123", ["America/New_York"]),
        ("+442079460958", ["Europe/London"]),
        ("+61236618300", ["Australia/Sydney"]),
        ("+120255501", []),
    ])
    func `Time zones come from the prefix`(text: String, zones: [String]) throws {
        #expect(try facts(about: text).timeZones == zones)
    }

    @Test(
        arguments: [
            ("+541123456789", .argentineMobileWithoutNine, "Argentine mobile"),
            ("+551161234567", .brazilianMobileWithoutNine, "Brazilian mobile"),
            ("+551171234567", .brazilianMobileWithoutNine, "Brazilian mobile"),
            ("+5215512345678", .mexicanMobileWithOne, "Mexican mobile"),
            ("+37744123456", .kosovarNumberWithOldCode, "Kosovo's numbers"),
            ("+38643123456", .kosovarNumberWithOldCode, "Kosovo's numbers"),
            ("+38144123456", .kosovarNumberWithOldCode, "Kosovo's numbers"),
            ("+38344123456", nil, ""), ("+37762123456", nil, ""), ("+38631123456", nil, ""),
            ("+5491123456789", nil, ""), ("+5511961234567", nil, ""), ("+551123456789", nil, ""),
            ("+525512345678", nil, ""), ("+12025550123", nil, ""),
        ] as [(String, Caution?, String)]
    )
    func `A caution stands where the plan is known to mislead`(
        text: String,
        caution: Caution?,
        beginning: String
    ) throws {
        let answer = try facts(about: text)
        #expect(answer.caution == caution)
        let sentence = answer.caution?.description ?? ""
        #expect(sentence.hasPrefix(beginning))
    }

    @Test func `The version is libphonenumber's`() {
        #expect(NumberingPlan.version == "9.0.43")
    }

    @Test func `Line types have the contract's words`() {
        let words =
            "mobile fixed_line fixed_line_or_mobile voip toll_free premium_rate shared_cost "
            + "personal_number pager uan voicemail unknown"
        #expect(LineType.allCases.map(\.rawValue).joined(separator: " ") == words)
    }
}
