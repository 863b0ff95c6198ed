// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Hours
import Lists
import PhoneNumbers
import Testing

@Suite struct RecipientLocatorTests {
    private let locator = RecipientLocator(column: 2)

    private func location(
        _ cell: String,
        _ number: String = Sample.mobile
    ) throws -> RecipientLocation {
        locator.location(of: Sample.recipient("Ann", number, cell), try Sample.number(number))
    }

    @Test(arguments: [
        ("Europe/Berlin", ["Europe/Berlin"]), (" America/Denver ", ["America/Denver"]),
        ("tx", ["America/Chicago", "America/Denver"]), ("PR", ["America/Puerto_Rico"]),
        ("", ["America/New_York"]),
        ("\t ", ["America/New_York"]),
    ])
    func `the column counts, and where it is empty the number`(cell: String, zones: [String]) throws
    {
        let location = try location(cell)
        #expect(location.place.zones == zones && location.misread == nil)
    }

    @Test(arguments: ["CST", "Pacific", "America/Nowhere", "ZZ", "-05:00"])
    func `a word that names no zone is told, and the number counts`(cell: String) throws {
        for _ in 1...2 {
            let location = try location(cell)
            #expect(location.place.zones == ["America/New_York"] && location.misread == cell)
        }
    }

    @Test func `a row that lacks the cell, or a list without the column, has the number's zones`()
        throws
    {
        let short = Recipient(row: 1, line: 2, phone: "", cells: ["Ann"])
        let number = try Sample.number("+61412345678")
        let places = [locator, RecipientLocator()].map { $0.location(of: short, number).place }
        #expect(
            places[0] == places[1] && places[0].zones.count > 1
                && places[0].zones.contains("Australia/Perth")
        )
    }

    @Test(arguments: ["+80012345678", "+881612345678"])
    func `a number of no country may be anywhere`(number: String) throws {
        #expect(try location("", number).place.isAnywhere)
    }

    /// A zone that is in the numbering plan and not here would forbid every message.
    @Test func `every time zone of the numbering plan is known`() {
        let names = Set(
            (201...999).flatMap { code in
                [
                    "1\(code)5550123", "52\(code)1234567", "7\(code)1234567", "55\(code)1234567",
                    "\(code)12345678",
                ]
                .compactMap { PhoneNumber(e164: "+" + $0) }.flatMap(NumberingPlan.bundled.timeZones)
            }
        )
        #expect(names.count > 60)
        #expect(names.filter { LocalClock(zone: $0) == nil }.subtracting(["Etc/Unknown"]).isEmpty)
    }
}
