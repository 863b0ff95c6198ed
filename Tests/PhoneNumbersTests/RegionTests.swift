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

    @Test func `There are 245 regions with a country code`() {
        let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map {
            String(decoding: [$0], as: UTF8.self)
        }
        let codes = letters.flatMap { first in letters.map { first + $0 } }
        let known = codes.compactMap(Region.init(rawValue:)).filter(NumberingPlan.bundled.knows)
        #expect(known.count == 245)
    }
}
