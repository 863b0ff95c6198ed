// SPDX-License-Identifier: Apache-2.0

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
        case .scientific: "in scientific notation"
        case .quotes: "in quotes"
        case .invisible: "with invisible marks"
        }
    }
}
