// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import PhoneNumbers

/// Finds the column that says in which country's form a row's number is written.
enum RegionColumn {
    /// Headers that mean one, best rank first, in the form of `PhoneHeader.plain`: countries,
    /// calling codes, regions.
    private static let ranks: [Set<String>] = [
        words(
            "country countryname countryiso isocountry countrycode countryisocode isocountrycode "
                + "land lander landername pays pais paese nazione kraj landcode landkode "
                + "landercode laendercode landerkennung laenderkennung landeskennung codepays "
                + "codigopais codigodepais codigodopais codicepaese kodkraju"),
        words(
            "dialcode dialingcode diallingcode callingcode countrycallingcode "
                + "phonecountrycode countrydialcode dialcountrycode landesvorwahl landervorwahl "
                + "laendervorwahl indicatif indicatifpays prefijopais prefissopaese ddi "
                + "landnummer phonecountry indicativo"),
        words("region regioncode regio regione regiao"),
    ]

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }

    /// Of some columns the one that is found by its header: the first of the best rank.
    static func index(in header: [String], among columns: [Int]) -> Int? {
        let isReport = ReportColumn.isReport(header: header)
        for rank in ranks {
            let found = columns.first { column in
                let name = PhoneHeader.plain(header[column])
                // A list's own column of this name is called so in its report.
                return rank.contains(name) || isReport && name == "inputregion"
            }
            if let found { return found }
        }
        return nil
    }
}

/// Reads the region column of rows one after the other.
struct RegionReader: Sendable {
    /// More different cells than there are ways to write countries are kept no longer.
    private static let mostCells = 4096

    let column: Int
    private let words: RegionWords
    private var known: [String: RowRegion] = [:]

    init(column: Int, defaultRegion: Region?) {
        self.column = column
        words = RegionWords(defaultRegion: defaultRegion)
    }

    /// What a cell of the column says.
    mutating func read(_ cell: String) -> RowRegion {
        if let region = known[cell] { return region }
        let region = words.read(cell)
        if known.count < Self.mostCells { known[cell] = region }
        return region
    }
}

/// What a column of countries does to the numbers of a list.
package struct RegionReport: Sendable, Hashable {
    /// Numbers that exist, among those that are not the same with and without the column.
    package struct Valid: Sendable, Hashable {
        package fileprivate(set) var with = 0
        package fileprivate(set) var without = 0
    }

    /// The column's header.
    package let name: String
    /// The column's index.
    package let column: Int
    /// Whether the user named it; one that was found has to prove itself.
    package let isNamed: Bool
    /// Rows whose number is another one by it.
    package fileprivate(set) var changed = 0
    /// Rows in which it is empty, and the number needs one.
    package fileprivate(set) var empty = 0
    /// Rows in which it names no country, and the number needs one.
    package fileprivate(set) var unknown = 0
    /// The first of them: `“Narnia” in row 3 (line 4)`.
    package fileprivate(set) var firstUnknown: String?
    package fileprivate(set) var valid = Valid()

    /// Whether numbers are read by it: a column that was found is not used where fewer of them
    /// exist by it than without it.
    package var isUsed: Bool { isNamed || valid.with >= valid.without }
}

/// Finds out, row by row, what a column of countries does to the numbers of a list.
struct RegionSurvey: Sendable {
    private(set) var report: RegionReport
    private let phones: [Int]
    private let defaultRegion: Region?
    private let isReport: Bool
    private var regions: RegionReader

    init?(_ columns: ListColumns, header: [String], defaultRegion: Region?) {
        guard let region = columns.region else { return nil }
        report = RegionReport(
            name: header[region.index], column: region.index, isNamed: region.isNamed)
        phones = columns.phones
        self.defaultRegion = defaultRegion
        isReport = ReportColumn.isReport(header: header)
        regions = RegionReader(column: region.index, defaultRegion: defaultRegion)
    }

    /// Counts a row.
    mutating func count(_ record: CSVRecord, at place: @autoclosure () -> String) {
        let filled = phones.filter { !record.bytes(of: $0).allSatisfy { $0 == UInt8(ascii: " ") } }
        // A number with a plus is the same anywhere.
        let local = filled.filter { record.bytes(of: $0).first != UInt8(ascii: "+") }
        guard !local.isEmpty else { return }
        let said = regions.read(record[report.column])
        switch said {
        case .unsaid: report.empty += 1
        case .region(defaultRegion): break
        case .region, .unknown:
            let hasUnknown = compare(local.map { text(record[$0]) }, said)
            guard hasUnknown else { return }
            report.unknown += 1
            report.firstUnknown =
                report.firstUnknown
                ?? "“\(record[report.column].trimmed.prefix(40))” in \(place())"
        }
    }

    /// Counts what a row's numbers are with and without the column, and tells whether one of them
    /// needs a country that its row does not name.
    private mutating func compare(_ cells: [String], _ said: RowRegion) -> Bool {
        let with = cells.map { number($0, in: said.region(or: defaultRegion)) }
        let without = cells.map { number($0, in: defaultRegion) }
        if with.contains(where: { $0 != nil }) { report.valid.with += 1 }
        if without.contains(where: { $0 != nil }) { report.valid.without += 1 }
        if with != without { report.changed += 1 }
        return said == .unknown && with.contains(nil)
    }

    private func text(_ cell: String) -> String {
        isReport ? SpreadsheetCell.original(cell) : cell
    }

    /// The number that exists, as a cell is read.
    private func number(_ text: String, in region: Region?) -> PhoneNumber? {
        CellReader(defaultRegion: region, repairs: true).number(text)
    }
}
