// SPDX-License-Identifier: Apache-2.0

import Basics
package import PhoneNumbers

/// Repairs numbers that a spreadsheet, or a habit of writing, has broken.
///
/// It is asked only about what is no valid number as it is written, so it never makes one valid
/// number of another; and where two repairs would give different numbers it gives none.
package struct NumberRepairer: Sendable {
    private let plan: NumberingPlan
    private let region: Region?
    private let expected: ExpectedRegions?

    /// Makes a repairer for numbers of a default region; without one it puts no `+` back, for what
    /// stands there may then be a national number of anywhere.
    ///
    /// - Parameters:
    ///   - plan: what tells numbers from others.
    ///   - defaultRegion: the region of numbers without `+`.
    ///   - expected: the regions whose numbers are known to be in the list, so that a lost `+` is
    ///     likelier than a digit too many; nil: nothing is known of a list, and no `+` is put back.
    package init(
        plan: NumberingPlan = .bundled, defaultRegion: Region?, expecting expected: ExpectedRegions?
    ) {
        self.plan = plan
        region = defaultRegion
        self.expected = expected
    }

    package func repair(_ text: String) -> RepairOutcome {
        let cell = PhoneCell(text)
        let repairs = ([(cell.text, [])] + respellings(of: cell)).flatMap { spelling, kinds in
            readings(of: spelling).map { Repair(number: $0, kinds: cell.kinds + kinds + $1) }
        }.filter { !$0.kinds.isEmpty }
        guard let foreign = withPlus(cell) else { return outcome(repairs, cell) }
        switch belief(in: foreign.number, cell.text) {
        case .certain: return .repaired(foreign)
        case .likely: return outcome(repairs + [foreign], cell)
        case .none: return repairs.isEmpty ? .surplusDigit : outcome(repairs + [foreign], cell)
        }
    }

    private func outcome(_ repairs: [Repair], _ cell: PhoneCell) -> RepairOutcome {
        guard let first = repairs.first else { return .none }
        guard repairs.allSatisfy({ $0.number == first.number }) else { return .ambiguous(repairs) }
        // Where digits are made something else, one of them may be there twice instead.
        let isRead = first.kinds.contains { [.doubleZero, .oldPlan, .lostZero].contains($0) }
        if isRead, !cell.text.contains("+"),
            withoutOneDigit(cell.text, ifDoubled: true).contains(where: { $0 != first.number })
        {
            return .surplusDigit
        }
        return .repaired(first)
    }

    /// The valid number that a text is, without an extension, and what had to be put back for it.
    private func readings(of text: String) -> [(PhoneNumber, [RepairKind])] {
        guard let parsed = try? plan.parse(text, defaultRegion: region),
            parsed.phoneExtension == nil
        else { return [] }
        let number = parsed.number
        if plan.isValid(number) { return [(number, [])] }
        return [
            plan.withLostZero(number).map { ($0, [.lostZero]) },
            plan.renewed(number).map { ($0, [.oldPlan]) },
        ].compactMap { $0 }
    }

    /// Other ways in which the number may have been meant, but for a lost `+`.
    private func respellings(of cell: PhoneCell) -> [(String, [RepairKind])] {
        let text = cell.text
        var spellings: [(String, [RepairKind])] = []
        if let plus = text.lastIndex(of: "+") {
            let (before, rest) = (text[..<plus], text[plus...])
            let isPrefixed = !before.isEmpty && mayStand(before, beforePlus: rest)
            let kinds: [RepairKind] = isPrefixed ? [.beforePlus] : []
            guard before.isEmpty || isPrefixed else { return [] }
            spellings.append((String(rest), kinds))
            spellings.append((Self.withoutBrackets(rest), kinds + [.zeroInBrackets]))
            spellings.append((Self.withoutZeros(rest), kinds + [.doubleZero]))
        } else if text.allSatisfy(Self.isOfNumbers), text.first(where: \.isASCIIDigit) == "0" {
            let international = Self.withoutZeros("+" + text)
            guard international != "+" + text, isLongerThanMobiles(text) else { return [] }
            spellings = [
                (international, [.doubleZero]),
                (Self.withoutBrackets(international[...]), [.doubleZero, .zeroInBrackets]),
            ]
        }
        return spellings.filter { $0.0 != text && !$0.1.isEmpty }
    }

    /// Whether what stands before the `+` says nothing: zeros, or the country code once more.
    private func mayStand(_ before: Substring, beforePlus rest: Substring) -> Bool {
        if before.allSatisfy({ "0 ()+".contains($0) }) { return true }
        let digits = before.filter { !" +-.".contains($0) }.drop { $0 == "0" }
        guard digits.isASCIIDigits, let number = try? plan.parse(String(rest), defaultRegion: nil)
        else { return false }
        return digits == "\(number.number.countryCode)"
    }

    static func isOfNumbers(_ character: Character) -> Bool {
        character.isASCIIDigit || " -()./".contains(character)
    }

    private static func withoutBrackets(_ text: some StringProtocol) -> String {
        String(text).replacing("(0)", with: " ")
    }

    /// `+` for `+00` and, a plus put before, for `00`.
    private static func withoutZeros(_ text: some StringProtocol) -> String {
        let rest = text.dropFirst().drop { " (".contains($0) }
        return rest.hasPrefix("00") ? "+" + rest.dropFirst(2) : String(text)
    }
}

// MARK: - The lost +

extension NumberRepairer {
    /// How sure it is that a lost `+` is what happened to a cell.
    private enum Belief { case certain, likely, none }

    /// The number abroad that the cell would be with a `+`; nil where it would be none, or is short
    /// enough for one at home.
    private func withPlus(_ cell: PhoneCell) -> Repair? {
        let text = cell.text
        guard let region, text.allSatisfy(Self.isOfNumbers) else { return nil }
        let digits = text.filter(\.isASCIIDigit)
        // No number goes on with 1 behind +1: it is the 1 of +1 twice.
        guard let first = digits.first, first != "0", !digits.hasPrefix("11") else { return nil }
        let isLong = isTooLong(text, region)
        let found = readings(of: "+" + digits).first {
            // More than the + is amiss, or the length may be one at home: then only a list that has
            // such numbers tells that it is theirs.
            isLong && $1.isEmpty
                || isExpected($0) && isLongerThanMobiles(digits, ofSameBeginning: true)
        }
        return found.map { Repair(number: $0, kinds: cell.kinds + [.lostPlus] + $1) }
    }

    /// How sure it is that a cell is a number abroad which lost its `+`.
    ///
    /// A spreadsheet drops it from bare digits only. A digit typed twice makes bare digits too
    /// long as well, and then they may be somebody's number abroad: only the list can tell which it
    /// is.
    private func belief(in number: PhoneNumber, _ text: String) -> Belief {
        guard let expected, text.isASCIIDigits else { return .none }
        if isExpected(number) { return expected.hasOldNumbers ? .likely : .certain }
        return withoutOneDigit(text).isEmpty ? .likely : .none
    }

    private func isExpected(_ number: PhoneNumber) -> Bool {
        expected?.contains(plan.region(of: number)) ?? false
    }

    /// The valid numbers at home that the digits are as soon as one of them goes.
    ///
    /// - Parameters:
    ///   - text: the digits; what stands between them does not matter.
    ///   - isDoubled: whether only one that is the same as its neighbour may go.
    /// - Returns: each of them, where a digit could go at several places more than once.
    private func withoutOneDigit(_ text: String, ifDoubled isDoubled: Bool = false) -> [PhoneNumber]
    {
        guard let region, let home = plan.countryCode(of: region) else { return [] }
        let digits = Array(text.filter(\.isASCIIDigit))
        return digits.indices.compactMap { place in
            if isDoubled, place == 0 || digits[place] != digits[place - 1] { return nil }
            let shorter = String(digits[..<place] + digits[(place + 1)...])
            guard let parsed = try? plan.parse(shorter, defaultRegion: region),
                parsed.number.countryCode == home, plan.isValid(parsed.number)
            else { return nil }
            return parsed.number
        }
    }

    /// Whether a text is longer than any national number; a shorter one may as well be a number
    /// that a digit is missing of.
    private func isTooLong(_ text: String, _ region: Region) -> Bool {
        guard let parsed = try? plan.parse(text, defaultRegion: region) else { return false }
        return plan.isTooLong(parsed.number)
    }

    /// Whether a text has more digits than a mobile number at home, and does not begin as one with
    /// its country code does.
    ///
    /// - Parameters:
    ///   - text: the digits; what stands between them does not matter.
    ///   - isOfBeginning: whether mobile numbers with another first digit do not count.
    /// - Returns: true where there is no home.
    private func isLongerThanMobiles(
        _ text: String, ofSameBeginning isOfBeginning: Bool = false
    ) -> Bool {
        guard let region, let code = plan.countryCode(of: region) else { return true }
        let digits = text.filter(\.isASCIIDigit)
        let most =
            isOfBeginning
            ? plan.mostMobileDigits(after: code, first: digits.first?.wholeNumberValue ?? 0)
            : plan.mostMobileDigits(after: code)
        return !text.hasPrefix("\(code)") && digits.utf8.count > most
    }
}

/// A number that was broken and is whole again.
package struct Repair: Sendable, Hashable {
    package let number: PhoneNumber
    /// What was done, in order; never empty.
    package let kinds: [RepairKind]

    /// The repair as a row's detail says it.
    package var sentence: String { "repaired: " + kinds.map(\.sentence).joined(separator: ", ") }
}

/// What was wrong with a number, mostly by a spreadsheet's doing.
package enum RepairKind: String, Sendable, Hashable, CaseIterable {
    /// The `+` before a country code is gone.
    case lostPlus = "lost_plus"
    /// `00` stands for the `+`, which the default region does not dial.
    case doubleZero = "double_zero"
    /// The zero that the number begins with is gone.
    case lostZero = "lost_zero"
    /// The number is one of before a change of its country's plan.
    case oldPlan = "old_plan"
    /// Something stands before the `+`: `0+44 …`.
    case beforePlus = "before_plus"
    /// `(0)` stands in an international number that has no such zero.
    case zeroInBrackets = "zero_in_brackets"
    /// A label, or a word of another cell of the row, stands beside the number.
    case words
    /// `.0` stands behind the number.
    case decimal
    /// Signs stand between its thousands: `2,025,550,123`.
    case thousands
    /// The number is in scientific notation, with all of its digits.
    case scientific
    /// A `'` before the number, or `="…"` around it.
    case quotes
    /// Marks that cannot be seen stand in the number.
    case invisible

    /// The repair as a sentence of a report says it.
    var sentence: String {
        switch self {
        case .lostPlus: "the lost + was put back"
        case .doubleZero: "00 was read as +"
        case .lostZero: "the lost leading 0 was put back"
        case .oldPlan: "the number was written as its country writes it since its numbers changed"
        case .beforePlus: "what stood before the + was left out"
        case .zeroInBrackets: "the (0) was left out"
        case .words: "the words beside the number were left out"
        case .decimal: "the .0 at the end was left out"
        case .thousands: "the signs between thousands were left out"
        case .scientific: "scientific notation was written out"
        case .quotes: "quotes were left out"
        case .invisible: "invisible marks were left out"
        }
    }

    /// The repair as counts say it: `8 lost +`.
    package var words: String {
        switch self {
        case .lostPlus: "lost +"
        case .doubleZero: "00 for +"
        case .lostZero: "lost leading 0"
        case .oldPlan: "from before a change of numbers"
        case .beforePlus: "with something before the +"
        case .zeroInBrackets: "with (0)"
        case .words: "with words beside the number"
        case .decimal: "with .0 at the end"
        case .thousands: "with signs between thousands"
        case .scientific: "in scientific notation"
        case .quotes: "in quotes"
        case .invisible: "with invisible marks"
        }
    }
}

/// What trying to repair a number came to.
package enum RepairOutcome: Sendable, Hashable {
    /// It cannot be repaired.
    case none
    /// There is one number that was meant.
    case repaired(Repair)
    /// Several numbers may have been meant, between which nobody but the user can choose.
    case ambiguous([Repair])
    /// A digit too many at home, or a number abroad that lost its `+`: nobody can tell.
    case surplusDigit
}
