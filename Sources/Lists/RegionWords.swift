// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
package import PhoneNumbers

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
