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

    /// Makes a repairer for numbers of a default region; without one it puts no `+` or zero back,
    /// for what stands there may then be a national number of anywhere.
    package init(plan: NumberingPlan = .bundled, defaultRegion: Region?) {
        self.plan = plan
        region = defaultRegion
    }

    package func repair(_ text: String) -> RepairOutcome {
        let cell = PhoneCell(text)
        let candidates = ([(cell.text, [])] + respellings(of: cell)).compactMap { spelling, kinds in
            number(spelling).map { Repair(number: $0, kinds: cell.kinds + kinds) }
        }
        let repairs = candidates.filter { !$0.kinds.isEmpty }
        guard let first = repairs.first else { return .none }
        return repairs.allSatisfy { $0.number == first.number }
            ? .repaired(first) : .ambiguous(repairs)
    }

    /// Other ways in which the number may have been meant.
    private func respellings(of cell: PhoneCell) -> [(String, [RepairKind])] {
        let text = cell.text
        var spellings: [(String, [RepairKind])] = []
        if let plus = text.lastIndex(of: "+") {
            let rest = text[plus...]
            let before = text[..<plus]
            let isPrefixed = !before.isEmpty && before.allSatisfy { "0 ()+".contains($0) }
            let kinds: [RepairKind] = isPrefixed ? [.beforePlus] : []
            guard before.isEmpty || isPrefixed else { return [] }
            spellings.append((String(rest), kinds))
            spellings.append((Self.withoutBrackets(rest), kinds + [.zeroInBrackets]))
            spellings.append((Self.withoutZeros(rest), kinds + [.doubleZero]))
        } else {
            spellings += withoutPlus(text)
        }
        return spellings.filter { $0.0 != text && !$0.1.isEmpty }
    }

    private func withoutPlus(_ text: String) -> [(String, [RepairKind])] {
        guard text.allSatisfy(Self.isOfNumbers) else { return [] }
        if text.first(where: \.isASCIIDigit) == "0" {
            let international = Self.withoutZeros("+" + text)
            guard international != "+" + text else { return [] }
            return [
                (international, [.doubleZero]),
                (Self.withoutBrackets(international[...]), [.doubleZero, .zeroInBrackets]),
            ]
        }
        guard let region else { return [] }
        let zero = [("0" + text, [RepairKind.lostZero])]
        guard isTooLong(text, region) else { return zero }
        return [
            ("+" + text, [.lostPlus]),
            (Self.withoutBrackets("+" + text), [.lostPlus, .zeroInBrackets]),
        ] + zero
    }

    /// The valid number that a text is, without an extension.
    private func number(_ text: String) -> PhoneNumber? {
        guard let parsed = try? plan.parse(text, defaultRegion: region),
            parsed.phoneExtension == nil, plan.isValid(parsed.number)
        else { return nil }
        return parsed.number
    }

    /// Whether a text is longer than any national number; a shorter one may as well be a number
    /// that a digit is missing of.
    private func isTooLong(_ text: String, _ region: Region) -> Bool {
        guard let parsed = try? plan.parse(text, defaultRegion: region) else { return false }
        return plan.isTooLong(parsed.number)
    }

    private static func isOfNumbers(_ character: Character) -> Bool {
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
    /// Something stands before the `+`: `0+44 …`.
    case beforePlus = "before_plus"
    /// `(0)` stands in an international number that has no such zero.
    case zeroInBrackets = "zero_in_brackets"
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
        case .beforePlus: "what stood before the + was left out"
        case .zeroInBrackets: "the (0) was left out"
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
        case .beforePlus: "with something before the +"
        case .zeroInBrackets: "with (0)"
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
}
