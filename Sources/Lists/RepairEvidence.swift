// SPDX-License-Identifier: Apache-2.0

import Basics
package import PhoneNumbers

/// What the phone cells of a list tell of the regions that its numbers belong to.
///
/// A bare number that is too long at home has lost its `+`, or has a digit too many; then it may be
/// a stranger's number abroad. Which it is, only the other rows can tell.
package struct RepairEvidence: Sendable {
    /// So many rows, and so large a part of the list, are no typing mistakes.
    private static let fewestRows = 20
    private static let smallestShare = 0.1
    /// Numbers of one region mostly share so many digits behind the `+`.
    private static let prefixLength = 6
    private static let prefixes = 1_000_000

    private let plan: NumberingPlan
    private let home: Home?
    private var withPlus: Set<Region> = []
    private var bare: [Region: BareNumbers] = [:]
    /// Bare rows that can only be numbers of home from before a change of its plan.
    private var oldNumbers = 0
    /// One bit for each row of ``prefixLength`` digits whose region is known already, so that a
    /// list of international numbers costs hardly more than any other.
    private var knownPrefixes: [UInt64] = []

    /// The default region, by what tells numbers from abroad.
    private struct Home: Sendable {
        let region: Region
        let code: UInt16
        /// Its country code in ASCII.
        let codeDigits: [UInt8]
        /// So many digits may follow it in a mobile number, by the first of them.
        let mostDigits: [Int]
    }

    /// Bare digits that read as numbers of one region abroad.
    private struct BareNumbers: Sendable {
        var rows = 0
        /// Those of the first of them that may just as well be a number at home, with a digit
        /// written twice or from before a change of its plan.
        var explained = 0
        var sample = 0

        static let largestSample = 1000

        /// Whether mistakes at home explain nearly all of them.
        var areMistakes: Bool { explained * 5 > sample * 4 }
    }

    /// Knows nothing yet.
    ///
    /// - Parameters:
    ///   - defaultRegion: the region of numbers without `+`.
    ///   - plan: what tells where numbers belong.
    package init(defaultRegion: Region?, plan: NumberingPlan = .bundled) {
        self.plan = plan
        home = defaultRegion.flatMap { region in
            plan.countryCode(of: region).map { code in
                Home(
                    region: region, code: code, codeDigits: Array("\(code)".utf8),
                    mostDigits: (0...9).map { plan.mostMobileDigits(after: code, first: $0) })
            }
        }
    }

    /// Looks at the phone cell of a row.
    package mutating func add(_ cell: ArraySlice<UInt8>) {
        guard let first = cell.first else { return }
        if first == UInt8(ascii: "+") {
            addWithPlus(cell)
        } else if let home, first.isASCIIDigit, first != UInt8(ascii: "0"),
            cell.count > home.mostDigits[Int(first & 0xF)], !cell.starts(with: home.codeDigits),
            cell.allSatisfy(\.isASCIIDigit)
        {
            addBare(String(decoding: cell, as: UTF8.self), home)
        }
    }

    /// What is known once all rows were looked at.
    ///
    /// - Parameter rows: how many rows the list has.
    /// - Returns: the regions whose numbers may be taken to have lost their `+`.
    package func regions(rows: Int) -> ExpectedRegions {
        let many = max(Self.fewestRows, Int((Double(rows) * Self.smallestShare).rounded(.up)))
        let frequent = bare.filter { $0.value.rows >= many && !$0.value.areMistakes }
        return ExpectedRegions(
            withPlus.union(frequent.keys),
            hasOldNumbers: oldNumbers * 50 > frequent.values.reduce(0) { $0 + $1.rows })
    }

    private mutating func addWithPlus(_ cell: ArraySlice<UInt8>) {
        let beginning = Self.prefix(of: cell)
        if let beginning, isKnown(beginning) { return }
        guard let region = validRegion(of: String(decoding: cell, as: UTF8.self)) else { return }
        withPlus.insert(region)
        if let beginning { knownPrefixes[beginning / 64] |= 1 << UInt64(beginning % 64) }
    }

    private mutating func isKnown(_ prefix: Int) -> Bool {
        if knownPrefixes.isEmpty {
            knownPrefixes = [UInt64](repeating: 0, count: Self.prefixes / 64)
        }
        return knownPrefixes[prefix / 64] >> UInt64(prefix % 64) & 1 == 1
    }

    /// The first digits behind the plus as a number; nil where other things stand between them.
    private static func prefix(of cell: ArraySlice<UInt8>) -> Int? {
        guard cell.count > prefixLength else { return nil }
        var prefix = 0
        for byte in cell.dropFirst().prefix(prefixLength) {
            guard byte.isASCIIDigit else { return nil }
            prefix = prefix * 10 + Int(byte &- 0x30)
        }
        return prefix
    }

    private mutating func addBare(_ text: String, _ home: Home) {
        guard let parsed = try? plan.parse(text, defaultRegion: home.region),
            !plan.isValid(parsed.number)
        else { return }
        let old = plan.renewed(parsed.number)
        guard let region = validRegion(of: "+" + text) else {
            if old != nil { oldNumbers += 1 }
            return
        }
        var numbers = bare[region] ?? BareNumbers()
        numbers.rows += 1
        if numbers.sample < BareNumbers.largestSample {
            numbers.sample += 1
            if old != nil || hasDoubledDigit(text, home) { numbers.explained += 1 }
        }
        bare[region] = numbers
    }

    /// Whether the digits are a valid number at home as soon as one of two equal neighbours goes.
    ///
    /// Those of the country code say nothing: it begins every number of its country.
    private func hasDoubledDigit(_ text: String, _ home: Home) -> Bool {
        guard let foreign = try? plan.parse("+" + text, defaultRegion: nil) else { return false }
        let digits = Array(text.utf8)
        let codeLength = "\(foreign.number.countryCode)".utf8.count
        return digits.indices.dropFirst(codeLength + 1).contains { place in
            guard digits[place] == digits[place - 1] else { return false }
            let shorter = String(decoding: digits[..<place] + digits[(place + 1)...], as: UTF8.self)
            guard let parsed = try? plan.parse(shorter, defaultRegion: home.region) else {
                return false
            }
            return parsed.number.countryCode == home.code && plan.isValid(parsed.number)
        }
    }

    /// The region of a text that is a valid number.
    private func validRegion(of text: String) -> Region? {
        guard let parsed = try? plan.parse(text, defaultRegion: nil) else { return nil }
        let classification = plan.classify(parsed.number)
        return classification.isValid ? classification.region : nil
    }
}

/// The regions whose numbers are known to be in a list, so that a lost `+` is likelier than a digit
/// too many.
package struct ExpectedRegions: Sendable, Hashable {
    private var regions: Set<Region>
    /// Whether the list also has numbers of home from before a change of its plan, which may read
    /// as numbers abroad.
    package let hasOldNumbers: Bool

    /// - Parameters:
    ///   - regions: the regions.
    ///   - hasOldNumbers: whether there are also old numbers of home.
    package init(_ regions: Set<Region> = [], hasOldNumbers: Bool = true) {
        self.regions = regions
        self.hasOldNumbers = hasOldNumbers
    }

    /// The same, and regions that the user names.
    package func adding(_ named: Set<Region>?) -> ExpectedRegions {
        ExpectedRegions(regions.union(named ?? []), hasOldNumbers: hasOldNumbers)
    }

    package func contains(_ region: Region?) -> Bool { region.map(regions.contains) ?? false }
}
