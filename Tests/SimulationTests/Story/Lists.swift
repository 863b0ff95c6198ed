// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import PhoneNumbers
import SMSText
import TestSupport

/// The recipient lists that all seeds share: written once, read by every run.
struct Lists: Sendable {
    /// Sizes small enough for thousands of seeds, and some larger ones.
    static let sizes = [1, 2, 3, 5, 8, 8, 12, 30]

    /// Some of the people, in other spellings.
    let suppression: Suppression
    /// The lists by size, each with two sets of names.
    private let lists: [Int: [RecipientList]]
    private let folder: ScratchFolder

    init() throws {
        let folder = try ScratchFolder()
        self.folder = folder
        var lists: [Int: [RecipientList]] = [:]
        for size in Set(Self.sizes) {
            lists[size] = try [0, 1].map { names in
                let name = "list\(size)-\(names).csv"
                let lines =
                    ["name,phone,zone"]
                    + (1...size).map {
                        "\(Self.name($0, names)),\(Self.phone($0)),\(Self.cell($0))"
                    }
                let path = try folder.write(lines.joined(separator: "\n") + "\n", to: name)
                return try RecipientList(ListInput(path: path, name: name))
            }
        }
        self.lists = lists
        let path = try folder.write(
            Self.spellings.joined(separator: "\n") + "\n",
            to: "suppressed.csv"
        )
        let file = SuppressionFile(name: "suppressed.csv", path: path)
        suppression = try Suppression(reading: [file], defaultRegion: Region(rawValue: "US"))
    }

    subscript(size: Int, names: Int) -> RecipientList? { lists[size]?[names] }

    /// The name that a list has in a row: every third person is called otherwise in the second set.
    private static func name(_ row: Int, _ names: Int) -> String {
        names == 1 && row % 3 == 1 ? "Bea \(row)" : "Ann \(row)"
    }

    /// The text that somebody gets.
    static func text(_ row: Int, _ wish: Wish, by rails: Rails) -> String {
        rails.template(wish.wording).replacing("{{name}}", with: name(row, wish.names))
    }

    /// The numbers of a list, each with the first of its rows.
    static func recipients(_ size: Int) -> ArraySlice<(number: PhoneNumber, row: Int)> {
        all.prefix { $0.row <= size }
    }

    private static let all: [(number: PhoneNumber, row: Int)] = {
        var seen: Set<PhoneNumber> = []
        return (1...30).compactMap { row in
            guard let number = PhoneNumber(e164: e164(row)), seen.insert(number).inserted else {
                return nil
            }
            return (number, row)
        }
    }()

    /// A mix of all that a list has: mobiles, lines of which only a lookup can tell, landlines,
    /// duplicates, nonsense.
    private static func phone(_ row: Int) -> String {
        switch row % 8 {
        case 0: "no phone"
        case 1, 2: "+447400\(123_000 + row)"
        case 3: "+1202555\(1000 + row * 10)"
        case 4: "(202) 555-\(1000 + row * 10 + 7)"
        case 5: "+442079460\(100 + row)"
        case 6: "+44 (7400) \(123_000 + row - 4)"
        default: "1-208-555-\(1000 + row * 10)"
        }
    }

    /// The second, the third and the seventh recipient, as others write them.
    private static let spellings = [
        "phone", "011 44 7400 123002", "(202) 555.1030", "+1 (208) 555-1070",
    ]

    /// Whether somebody is on the list of people who get no message.
    static func isSuppressed(_ number: String) -> Bool {
        ["+447400123002", "+12025551030", "+12085551070"].contains(number)
    }

    /// The time zone that the list names; the same for both rows of one number.
    private static func cell(_ row: Int) -> String {
        switch row {
        case 2, 6: "Asia/Kolkata"
        case 9: "Nowhere/Land"
        case 10, 14: "Australia/Lord_Howe"
        case 11, 19: "America/Los_Angeles"
        case 15: "TX"
        default: ""
        }
    }

    private static let cells = Dictionary((1...30).map { (e164($0), cell($0)) }) { first, _ in first
    }

    private static func e164(_ row: Int) -> String {
        let digits = phone(row).filter(\.isNumber)
        return (digits.count == 10 ? "+1" : "+") + digits
    }

    /// All time zones that somebody may be in.
    static func zones(of number: String, usesColumn: Bool) -> [String] {
        switch usesColumn ? cells[number] : nil {
        case "TX": ["America/Chicago", "America/Denver"]
        case let zone? where !zone.isEmpty && !zone.hasPrefix("Nowhere"): [zone]
        default: zones(of: number)
        }
    }

    private static func zones(of number: String) -> [String] {
        if number.hasPrefix("+44") {
            return ["Europe/Guernsey", "Europe/Isle_of_Man", "Europe/Jersey", "Europe/London"]
        }
        return number.hasPrefix("+1208")
            ? ["America/Boise", "America/Los_Angeles"] : ["America/New_York"]
    }

    /// Whether a number of these lists is a landline in truth, whatever the numbering plan can
    /// tell.
    static func isLandline(_ number: String) -> Bool {
        number.hasPrefix("+4420") || (number.hasPrefix("+1") && number.hasSuffix("7"))
    }
}
