// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Foundation
package import PhoneNumbers

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

/// What a list says of the region that a row's number is written in.
package enum RowRegion: Sendable, Hashable {
    /// Nothing: the number is one of the default region.
    case unsaid
    case region(Region)
    /// A word that means no region with phone numbers.
    case unknown

    /// The region of a number without a country code; nil: only numbers with one can be read.
    package func region(or defaultRegion: Region?) -> Region? {
        switch self {
        case .unsaid: defaultRegion
        case .region(let region): region
        case .unknown: nil
        }
    }
}

/// Reads the words by which lists name countries: ISO 3166 codes, names, and calling codes.
///
/// Names are Foundation's: English, those of the country's own languages, and those of the default
/// region's languages and of the languages in which phone columns are known.
struct RegionWords: Sendable {
    private let plan: NumberingPlan
    private let defaultRegion: Region?
    private let names: CountryNames

    init(plan: NumberingPlan = .bundled, defaultRegion: Region?) {
        self.plan = plan
        self.defaultRegion = defaultRegion
        names = CountryNames.shared
    }

    /// Reads a cell of a region column.
    func read(_ cell: String) -> RowRegion {
        let text = cell.trimming { $0.isWhitespace || "'\"=".contains($0) }
        guard text.contains(where: { !$0.isWhitespace }) else { return .unsaid }
        let region = whole(String(text)) ?? parts(of: String(text))
        return region.map(RowRegion.region) ?? .unknown
    }

    /// The region that a text means as a whole.
    private func whole(_ text: String) -> Region? {
        if let letters = flagLetters(text) { return known(Region(letters)) }
        let word = PhoneHeader.plain(text)
        // What stands for nothing, `n/a`, is not Namibia.
        guard !text.contains("/") || word.count > 3 else { return nil }
        return word.contains(where: \.isNumber) ? code(text) : known(name(word))
    }

    /// The region on which all parts of a text agree, as in `United Kingdom (+44)`; or the first
    /// part of `Iran, Islamic Republic of`.
    private func parts(of text: String) -> Region? {
        let parts = text.split(whereSeparator: Self.separators.contains).flatMap(Self.apart)
        guard parts.count > 1 else { return nil }
        let regions = parts.map(whole)
        let isAlone = regions.dropFirst().allSatisfy { $0 == nil }
        if let first = regions[0], isAlone, text.contains(","), parts[1].hasSuffix("of") {
            return first
        }
        var (names, codes): (Set<Region>, Set<UInt16?>) = ([], [])
        for (part, region) in zip(parts, regions) {
            guard let region else { return nil }
            codes.insert(plan.countryCode(of: region))
            // A calling code is shared by regions, between which a name decides.
            if part.contains(where: \.isLetter) { names.insert(region) }
        }
        return codes.count == 1 && names.count == 1 ? names.first : nil
    }

    private static let separators: Set<Character> = [
        "(", ")", "[", "]", "/", "|", ",", ";", ":", "-", "–", "—",
    ]

    /// `+44 United Kingdom` as `+44` and `United Kingdom`; nothing for blanks.
    private static func apart(_ text: Substring) -> [String] {
        var (code, name) = ("", "")
        for character in text {
            if character.isNumber || character == "+" {
                code.append(character)
            } else {
                name.append(character)
            }
        }
        return [code, name.trimmed].filter { !$0.isEmpty }
    }

    private func known(_ region: Region?) -> Region? {
        guard let region, plan.knows(region) else { return nil }
        return region
    }

    private func name(_ word: String) -> Region? {
        let isLatin = word.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
        if let code = CountryNames.others[word], let region = Region(code) { return region }
        if isLatin, word.utf8.count == 2, let region = known(Region(word)) { return region }
        if isLatin, word.utf8.count == 3, let region = CountryNames.region(alpha3: word) {
            return region
        }
        return names.region(of: word, defaultRegion)
    }

    /// `🇬🇧` as `gb`; nil for other texts.
    private func flagLetters(_ text: String) -> String? {
        let scalars = text.unicodeScalars
        let flag: ClosedRange<Unicode.Scalar> = "\u{1F1E6}"..."\u{1F1FF}"
        guard scalars.count == 2, scalars.allSatisfy(flag.contains) else { return nil }
        return String(
            String.UnicodeScalarView(
                scalars.compactMap { Unicode.Scalar($0.value - 0x1F1E6 + 0x61) }))
    }

    // MARK: - Calling codes

    /// The region of a calling code: `+44`, `0044`, `44`, `44.0`, `+1 876`.
    private func code(_ text: String) -> Region? {
        guard text.allSatisfy({ $0.isNumber || "+-. ()".contains($0) }) else { return nil }
        let whole = text.hasSuffix(".0") ? text.dropLast(2) : text[...]
        let digits = whole.compactMap { $0.wholeNumberValue.map { "\($0)" } }.joined()
        let code = digits.hasPrefix("00") ? digits.dropFirst(2) : digits[...]
        guard !code.hasPrefix("0") else { return nil }
        if code.utf8.count == 4, code.hasPrefix("1") { return areaRegion(code) }
        guard let number = UInt16(code), code.utf8.count <= 3 else { return nil }
        let regions = plan.regions(sharing: number)
        if let defaultRegion, regions.contains(defaultRegion) { return defaultRegion }
        return regions.first.flatMap(known)
    }

    /// The region of an area code of the North American numbering plan: `1876` is Jamaica's.
    private func areaRegion(_ code: Substring) -> Region? {
        let sample = try? plan.parse("+\(code)2345678", defaultRegion: nil)
        return sample.flatMap { plan.region(of: $0.number) }
    }
}

/// The names of countries by Foundation's locale data, worked out when they are first needed.
final class CountryNames: Sendable {
    /// Names do not change while the program runs.
    static let shared = CountryNames()

    private let english: [String: Region]
    private let known = Guarded(Known())

    private struct Known {
        /// Names in the languages of the countries themselves.
        var own: [String: Region]?
        /// Names in the languages of one region.
        var foreign: [Region?: [String: Region]] = [:]
    }

    private init() { english = Self.names(in: [Locale(identifier: "en")]) }

    /// The region of a name in the form of `PhoneHeader.plain`.
    func region(of name: String, _ home: Region?) -> Region? {
        let bare = name.hasPrefix("the") ? String(name.dropFirst(3)) : name
        return english[bare]
            ?? known.withLock { known in
                if known.own == nil { known.own = Self.ownNames() }
                if let region = known.own?[bare] { return region }
                if known.foreign[home] == nil { known.foreign[home] = Self.foreignNames(home) }
                return known.foreign[home]?[bare]
            }
    }

    /// Knows alpha-3 codes as parts of locale identifiers.
    static func region(alpha3 code: String) -> Region? {
        Locale(identifier: "und_" + code.uppercased()).region.flatMap { Region($0.identifier) }
    }

    private static let codes = Locale.Region.isoRegions.map(\.identifier).filter {
        $0.utf8.count == 2
    }

    private static func ownNames() -> [String: Region] {
        var names: [String: Set<Region>] = [:]
        for identifier in Locale.availableIdentifiers {
            let locale = Locale(identifier: identifier)
            guard let code = locale.region?.identifier, let region = Region(code),
                let name = locale.localizedString(forRegionCode: code)
            else { continue }
            names[PhoneHeader.plain(name), default: []].insert(region)
        }
        return names.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    private static let languages = ["de", "fr", "es", "pt", "it", "nl", "pl"]

    private static func foreignNames(_ home: Region?) -> [String: Region] {
        let spoken = Locale.availableIdentifiers.filter {
            home != nil && Locale(identifier: $0).region?.identifier == home?.rawValue
        }
        return names(in: (languages + spoken).map(Locale.init(identifier:)))
    }

    /// Names that mean one country in all of some languages.
    private static func names(in locales: [Locale]) -> [String: Region] {
        var names: [String: Set<Region>] = [:]
        for locale in locales {
            for code in codes {
                guard let region = Region(code),
                    let name = locale.localizedString(forRegionCode: code)
                else { continue }
                names[PhoneHeader.plain(name), default: []].insert(region)
            }
        }
        return names.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    /// Names that people write and the locale data does not have.
    static let others: [String: String] = [
        "uk": "GB", "el": "GR", "uae": "AE", "ksa": "SA", "drc": "CD",
        "unitedstatesofamerica": "US",
        "america": "US", "england": "GB", "scotland": "GB", "wales": "GB", "northernireland": "GB",
        "britain": "GB", "greatbritain": "GB", "holland": "NL", "thenetherlands": "NL",
        "russianfederation": "RU", "korea": "KR", "republicofkorea": "KR", "korearepublicof": "KR",
        "koreasouth": "KR", "czechrepublic": "CZ", "vietnam": "VN", "ivorycoast": "CI",
        "macedonia": "MK", "turkey": "TR", "turkiye": "TR", "burma": "MM", "myanmar": "MM",
        "swaziland": "SZ", "eswatini": "SZ", "capeverde": "CV", "hongkong": "HK", "macau": "MO",
        "macao": "MO", "palestine": "PS", "stateofpalestine": "PS", "easttimor": "TL",
        "democraticrepublicofthecongo": "CD", "drcongo": "CD", "congodemocraticrepublicofthe": "CD",
        "republicofthecongo": "CG", "congorepublicofthe": "CG", "bosnia": "BA",
        "trinidad": "TT", "laopeoplesdemocraticrepublic": "LA", "syrianarabrepublic": "SY",
        "bruneidarussalam": "BN", "republicofireland": "IE", "irelandrepublicof": "IE",
        "prc": "CN", "peoplesrepublicofchina": "CN", "mainlandchina": "CN", "roc": "TW",
        "virginislandsus": "VI", "virginislandsbritish": "VG", "vatican": "VA", "holysee": "VA",
        "saotomeandprincipe": "ST", "saintlucia": "LC", "brasil": "BR", "republicofmoldova": "MD",
    ]
}
