// SPDX-License-Identifier: Apache-2.0

import Lists
import PhoneNumbers
import TestSupport
import Testing

@Suite struct RegionColumnTests {
    private func reading(_ contents: String, named name: String? = nil) throws -> RecipientList {
        var options = ListOptions(defaultRegion: Region("US"))
        options.regionColumn = name
        return try ListFile(contents).list(options)
    }

    @Test(arguments: [
        "country", "Country", "Country Code", "country_code", "Dial Code", "Calling code", "Region",
        "Land", "Pays", "País", "Paese", "Kraj", "Ländervorwahl", "Código de país", "ISO country",
    ])
    func `a column of countries is found by its header`(name: String) throws {
        let list = try reading("\(name),phone\nGB,07400 123456\n")
        #expect(list.regions?.name == name && list.regions?.isNamed == false)
        #expect(list.regions?.changed == 1 && list.regions?.isUsed == true)
    }

    @Test(arguments: [
        "countries", "home country", "code", "Bundesland", "state", "region manager", "landing",
    ])
    func `other headers mean no column of countries`(name: String) throws {
        #expect(try reading("\(name),phone\nGB,07400 123456\n").regions == nil)
        #expect(
            try reading("\(name),phone\nGB,07400 123456\n", named: name).regions?.isNamed == true)
    }

    @Test func `a country is better than a region`() throws {
        let list = try reading("region,country,phone\nEMEA,GB,07400 123456\n")
        #expect(list.regions?.name == "country")
    }

    @Test func `rows are counted by what the column does to their numbers`() throws {
        let list = try reading(
            """
            country,phone
            GB,07400 123456
            GB,+447400123457
            US,202-555-0101
            ,202-555-0102
            ,
            Narnia,202-555-0103
            Narnia,+12025550104

            """
        )
        let report = try #require(list.regions)
        #expect(report.changed == 2 && report.empty == 1 && report.unknown == 1)
        #expect(report.valid.with == 1 && report.valid.without == 1)
        #expect(report.firstUnknown == "“Narnia” in row 6 (line 7)")
    }

    @Test(arguments: [
        ("GB,07400 123456\nNorth,202-555-0101\n", true), ("North,202-555-0101\n", false),
    ])
    func `a found column is used where no fewer numbers exist by it`(
        rows: String,
        isUsed: Bool
    ) throws {
        let found = try reading("region,phone\n" + rows)
        #expect(found.regions?.isUsed == isUsed)
        #expect(try reading("region,phone\n" + rows, named: "region").regions?.isUsed == true)
    }

    @Test func `each row says its own region, and nothing where the column is not used`() throws {
        let file = try ListFile("country,phone\nGB,1\n,2\nNarnia,3\n")
        let options = ListOptions(defaultRegion: Region("US"))
        var rows = try file.list(options).rows()
        var regions: [RowRegion] = []
        while let row = try rows.next() { regions.append(row.region) }
        #expect(regions == [.region(try #require(Region("GB"))), .unsaid, .unknown])
        let other = try ListFile("region,phone\nNorth,202-555-0101\n")
        var unused = try other.list(options).rows()
        #expect(try unused.next()?.region == .unsaid)
    }
}
