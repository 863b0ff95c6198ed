// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite struct RegionTests {
    @Test(arguments: [("US", "US"), ("de", "DE"), ("zZ", "ZZ"), ("001", "001")])
    func `Two letters or 001 are a region, in upper case`(text: String, code: String) {
        #expect(Region(rawValue: text)?.rawValue == code)
        #expect(Region(rawValue: text)?.description == code)
    }

    @Test(arguments: ["", "U", "USA", " US", "U1", "é", "00", "002", "ÄÖ", "@A", "[a"])
    func `Anything else is none`(text: String) {
        #expect(Region(rawValue: text) == nil)
    }

    @Test(arguments: [
        ("US", true), ("gg", true), ("TA", true), ("ZZ", false), ("AQ", false), ("001", false),
    ])
    func `The plan knows the regions that have a country code`(code: String, isKnown: Bool) throws {
        let region = try #require(Region(rawValue: code))
        #expect(NumberingPlan.bundled.knows(region) == isKnown)
    }

    @Test func `All regions are listed by name, each with its country code`() throws {
        let regions = NumberingPlan.bundled.regions
        #expect(regions.count == 245 && regions == regions.sorted())
        #expect(regions.first?.rawValue == "AC" && regions.last?.rawValue == "ZW")
        for region in regions {
            let code = try #require(NumberingPlan.bundled.countryCode(of: region))
            #expect(NumberingPlan.bundled.knows(region))
            #expect(NumberingPlan.bundled.regions(sharing: code).contains(region))
        }
    }

    @Test(arguments: [("US", 1), ("gb", 44), ("SM", 378), ("001", nil), ("ZZ", nil)])
    func `A region has at most one country code`(text: String, code: Int?) throws {
        let region = try #require(Region(rawValue: text))
        #expect(NumberingPlan.bundled.countryCode(of: region).map(Int.init) == code)
    }

    @Test func `All country codes are listed, and each has its regions`() {
        let plan = NumberingPlan.bundled
        let codes = plan.countryCodes
        #expect(codes.count == 215 && codes == codes.sorted())
        let regions = codes.flatMap(plan.regions(sharing:))
        #expect(regions.count { $0 == .nonGeographic } == 9)
        #expect(Set(regions).subtracting([.nonGeographic]) == Set(plan.regions))
    }

    @Test(
        arguments: [
            (44, ["GB", "GG", "IM", "JE"]), (7, ["RU", "KZ"]), (800, ["001"]), (999, []), (0, []),
            (65535, []),
        ] as [(UInt16, [String])]
    )
    func `The main region of a country code comes first`(code: UInt16, regions: [String]) {
        #expect(NumberingPlan.bundled.regions(sharing: code).map(\.rawValue) == regions)
    }

    @Test func `There are 245 regions with a country code`() {
        let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map {
            String(decoding: [$0], as: UTF8.self)
        }
        let codes = letters.flatMap { first in letters.map { first + $0 } }
        let known = codes.compactMap(Region.init(rawValue:)).filter(NumberingPlan.bundled.knows)
        #expect(known.count == 245)
    }
}
