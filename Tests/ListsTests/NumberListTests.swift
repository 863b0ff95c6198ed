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

    private func numbers(_ contents: String) throws -> [String] {
        let path = try folder.write(contents, to: "stop.csv")
        let list = NumberList(name: "stop.csv", defaultRegion: Region(rawValue: "US"))
        return try list.numbers(at: path).map(\.e164).sorted()
    }

    private static let two = ["+12025550101", "+12025550102"]

    @Test(arguments: [
        "phone\n+12025550101\n(202) 555-0102\n", "+12025550101\n202.555.0102",
        "\u{FEFF}+12025550101\r\n12025550102\r\n",
        "who said stop\n2025550101\n\n2025550102\n2025550101\n",
        "name,Mobile,why\nAnn,2025550101,STOP\nBob,\"+1 202 555 0102\",\"says, stop\"\n,,\n",
        "Zoë;phone\r\nAnn;2025550101.0\r\nBob;\"=\"\"2025550102\"\"\"\r\n",
        "\"(202) 555-0101\"\n\"2025550102 ext. 5\"\n",
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
            "phone\n2025550101; 2025550102\n",
            "stop.csv:2: this entry is no phone number (this is more than one number)"
        ),
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
            try NumberList(name: "gone.csv", defaultRegion: nil).numbers(
                at: folder.file("gone.csv")
            )
        }
        #expect(error?.description == "gone.csv: there is no such file; check the path")
    }
}
