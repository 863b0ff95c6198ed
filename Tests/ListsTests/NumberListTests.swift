// SPDX-License-Identifier: Apache-2.0

import CSV
import Lists
import PhoneNumbers
import TestSupport
import Testing

@Suite struct NumberListTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    private func read(_ contents: String, region: String = "US") throws -> ListedNumbers {
        let path = try folder.write(contents, to: "stop.csv")
        let list = NumberList(name: "stop.csv", defaultRegion: Region(rawValue: region))
        return try list.read(at: path)
    }

    private func numbers(_ contents: String) throws -> [String] {
        try read(contents).people.map(\.e164).sorted()
    }

    private static let two = ["+12025550101", "+12025550102"]

    @Test(arguments: [
        "phone\n+12025550101\n(202) 555-0102\n", "+12025550101\n202.555.0102",
        "\u{FEFF}+12025550101\r\n12025550102\r\n",
        "who said stop\n2025550101\n\n2025550102\n2025550101\n",
        "name,Mobile,why\nAnn,2025550101,STOP\nBob,\"+1 202 555 0102\",\"says, stop\"\n,,\n",
        "Zoë;phone\r\nAnn;2025550101.0\r\nBob;\"=\"\"2025550102\"\"\"\r\n",
        "\"(202) 555-0101\"\n\"2025550102 ext. 5\"\n", "phone\n2025550101; 2025550102\n",
        "phone\n202-555-0101 cell\nBob 2025550102\n", "phone\n'2025550101\n2025550102.0\n",
    ])
    func `numbers are read however the file is made and they are written`(contents: String) throws {
        #expect(try numbers(contents) == Self.two)
    }

    @Test func `a file with a header alone names nobody`() throws {
        #expect(try numbers("phone\n").isEmpty)
    }

    @Test(arguments: [
        ("", "stop.csv: the file is empty"),
        ("phone\n2025550101\nhello\n", "stop.csv:3: this entry is no phone number (this is"),
        ("2025550101\n+1202555\n", "stop.csv:2: this entry is no phone number (too short"),
        (
            "phone\n4.41E+11\n",
            "stop.csv:2: this entry is no phone number (a spreadsheet wrote the number in"
        ),
        ("+1202555\n2025550101\n", "stop.csv:1: this entry is no phone number (too short"),
        (
            "name,phone\nAnn,2025550101\nBob,\n",
            "stop.csv:3: this entry is no phone number (there is no number)"
        ),
        (
            "phone\n2025550101; 5550102\n",
            "stop.csv:2: this entry is no phone number (the area code is missing"
        ),
        (
            "phone\n2025550101\n(202) 555-XXXX\n",
            "stop.csv:3: this entry is no phone number (some of its digits are hidden"
        ),
        ("202555****\n", "stop.csv:1: this entry is no phone number (some of its digits are"),
        ("phone\n20255501xx\n", "stop.csv:2: this entry is no phone number (some of its digits"),
        (
            "2025550101\n2025550102,2025550103\n",
            "stop.csv:2: the row has 2 cells where the header has 1"
        ),
        (
            "2025550101,Ann\n",
            "stop.csv: no column looks like the phone column; name it “phone” in the header row"
        ),
        (
            "phone,mobile\n",
            "stop.csv: more than one column looks like the phone column: “phone”, “mobile”"
        ),
    ])
    func `what is wrong is named with its line, and spoils the list`(
        contents: String,
        words: String
    ) {
        let error = #expect(throws: NumberListError.self) { try numbers(contents) }
        #expect(error?.description.hasPrefix(words) == true, "\(error?.description ?? "")")
    }

    @Test func `a file that is not there is named`() {
        let error = #expect(throws: CSVError.self) {
            try NumberList(name: "gone.csv", defaultRegion: nil).read(at: folder.file("gone.csv"))
        }
        #expect(error?.description == "gone.csv: there is no such file; check the path")
    }

    @Test(
        arguments: [
            // Bare digits may have lost their +.
            ("US", "2125550123", ["+12125550123"]),
            ("GB", "447911123456", ["+447911123456"]),
            ("US", "447911123456", ["+447911123456"]),
            ("IN", "9198765432", ["+919198765432"]),
            // A word beside the number, or digits as letters.
            ("AT", "0664 123456 Eva", ["+43664123456"]),
            ("US", "1-800-FLOWERS", ["+18003569377"]),
            // Signs of spreadsheets.
            ("US", "2025550101.0", ["+12025550101"]), ("GB", "7911123456", ["+447911123456"]),
            ("GB", "00447911123456", ["+447911123456"]),
            ("GB", "+00447911123456", ["+447911123456"]),
            ("GB", "+44 (0) 7911 123456", ["+447911123456"]),
            // Before the plan grew.
            ("BJ", "+229 97 12 34 56", ["+22997123456"]),
            ("MX", "+52 1 55 1234 5678", ["+5215512345678"]),
        ] as [(String, String, [String])])
    func `an entry is read generously`(region: String, entry: String, expected: [String]) throws {
        let listed = try read("phone\n\"\(entry)\"\n", region: region)
        #expect(listed.people.map(\.e164) == expected)
    }

    @Test(
        arguments: [
            ("US", "4798570523"), ("US", "2125550123"),
            ("IT", "393331234567"),
            ("DE", "15112345678"), ("BR", "11987654321"),
        ])
    func `bare digits mean the number at home and the one with a plus, where both exist`(
        region: String, digits: String
    ) throws {
        let plan = NumberingPlan.bundled
        let home = Region(rawValue: region)
        let readings = [digits, "+" + digits].compactMap {
            try? plan.parse($0, defaultRegion: home).number
        }.filter(plan.isValid)
        let listed = try read("phone\n\(digits)\n", region: region)
        #expect(Set(listed.people + listed.others) == Set(readings))
        #expect(listed.people == Array(readings.prefix(1)))
        #expect(listed.doubts.count == (Set(readings).count > 1 ? 1 : 0))
    }

    @Test func `repairs are counted, and the first five are kept with their lines`() throws {
        let entries = (1...7).map { "202555010\($0).0" }
        let listed = try read("phone\n+12025550100\n" + entries.joined(separator: "\n") + "\n")
        #expect(listed.people.count == 8 && listed.repairs.count == 7)
        #expect(listed.repairs.first.count == 5)
        #expect(listed.repairs.first.first == "line 3: “2025550101.0” as +12025550101")
    }

    @Test func `one handset in two spellings is one person`() throws {
        let listed = try read("phone\n+54 9 11 5555 1234\n+54 11 5555 1234\n", region: "AR")
        #expect(listed.people.map(\.e164) == ["+5491155551234"])
    }
}
