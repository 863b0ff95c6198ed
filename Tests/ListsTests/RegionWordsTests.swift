// SPDX-License-Identifier: Apache-2.0

@testable import Lists
import PhoneNumbers
import Testing

@Suite struct RegionWordsTests {
    private func read(_ cell: String, home: String? = "US") -> RowRegion {
        RegionWords(defaultRegion: home.flatMap { Region($0) }).read(cell)
    }

    @Test(arguments: [
        ("US", "US"), ("us", "US"), (" US ", "US"), ("USA", "US"), ("U.S.", "US"), ("U.S.A.", "US"),
        ("United States", "US"), ("the United States", "US"), ("United States of America", "US"),
        ("Estados Unidos", "US"), ("GB", "GB"), ("UK", "GB"), ("GBR", "GB"),
        ("United Kingdom", "GB"), ("UNITED KINGDOM", "GB"), ("England", "GB"), ("DEU", "DE"),
        ("Germany", "DE"), ("Deutschland", "DE"), ("Österreich", "AT"), ("España", "ES"),
        ("Espana", "ES"), ("Polska", "PL"), ("Česko", "CZ"), ("Czech Republic", "CZ"),
        ("日本", "JP"), ("Ελλάδα", "GR"), ("Россия", "RU"), ("भारत", "IN"), ("Türkiye", "TR"),
        ("Turkey", "TR"), ("Frankreich", "FR"), ("Allemagne", "DE"), ("Niemcy", "DE"),
        ("Côte d’Ivoire", "CI"), ("Cote d'Ivoire", "CI"), ("Ivory Coast", "CI"),
        ("Korea, Republic of", "KR"), ("Iran, Islamic Republic of", "IR"), ("Hong Kong", "HK"),
        ("México", "MX"), ("Kosovo", "XK"), ("DE - Germany", "DE"), ("Germany (DE)", "DE"),
        ("🇬🇧", "GB"), ("🇩🇪 Germany", "DE"),
    ])
    func `a country is known by its codes and its names`(cell: String, region: String) throws {
        #expect(read(cell) == .region(try #require(Region(region))))
    }

    @Test(arguments: [
        ("+44", "GB"), ("0044", "GB"), ("44", "GB"), ("44.0", "GB"), ("(+44)", "GB"),
        ("'+44", "GB"), ("+49", "DE"), ("+7", "RU"), ("+1", "US"), ("1", "US"), ("001", "US"),
        ("+1 876", "JM"), ("1-787", "PR"), ("United Kingdom (+44)", "GB"), ("+44 Jersey", "JE"),
        ("+44 United Kingdom", "GB"), ("United States +1", "US"), ("+353", "IE"),
    ])
    func `a country is known by its calling code`(cell: String, region: String) throws {
        #expect(read(cell) == .region(try #require(Region(region))))
    }

    @Test(arguments: [
        ("+1", "CA", "CA"), ("+1", "JM", "JM"), ("+1", "DE", "US"), ("+44", "JE", "JE"),
        ("+7", "KZ", "KZ"), ("7", "US", "RU"),
    ])
    func `a shared calling code is the default region's, where that has it`(
        cell: String,
        home: String,
        region: String
    ) throws {
        #expect(read(cell, home: home) == .region(try #require(Region(region))))
    }

    @Test func `no word is no country`() {
        for cell in ["", " ", "\u{A0}", "''"] { #expect(read(cell) == .unsaid) }
    }

    @Test(arguments: [
        "Narnia", "840", "XX", "n/a", "999", "North", "+0", "00", "EU", "Germany (+44)",
        "Antarctica",
        "US or Canada", "United States, Canada", "-", "+800", "1,5",
    ])
    func `any other word is no country`(cell: String) {
        #expect(read(cell) == .unknown)
    }

    @Test func `every region with numbers is known by its code and its English name`() {
        for region in NumberingPlan.bundled.regions where region.rawValue != "TA" {
            #expect(read(region.rawValue) == .region(region))
        }
    }
}
