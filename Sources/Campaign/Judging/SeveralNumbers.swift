// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// Finds out whether a phone cell holds two numbers, between which nobody but the user can choose.
///
/// This is policy, not spelling: to the numbering plan's parser, `2025550101;2025550102` is a number with a long extension.
struct SeveralNumbers {
    /// The fewest digits of what counts as a number of its own; extensions of that length do not occur.
    private static let fewestDigits = 7

    let plan: NumberingPlan
    let defaultRegion: Region?

    /// Whether things that each read as a number stand side by side in a cell, a separator between them.
    func areIn(_ cell: String) -> Bool {
        guard cell.utf8.contains(where: Self.mayBeginSeparator) else { return false }
        return Self.parts(of: cell).count(where: isNumber) > 1
    }

    /// Whether what was read as an extension is a number of its own.
    func isNumber(extension digits: String) -> Bool {
        digits.utf8.count >= Self.fewestDigits
    }

    private func isNumber(_ part: Substring) -> Bool {
        guard part.count(where: \.isNumber) >= Self.fewestDigits else { return false }
        return (try? plan.parse(String(part), defaultRegion: defaultRegion)) != nil
    }

    /// A cheap look that spares nearly all cells the rest.
    private static func mayBeginSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "|"): true
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "o"), UInt8(ascii: "O"): true
        default: false
        }
    }

    private static func parts(of cell: String) -> [Substring] {
        cell.lowercased().split(separator: " or ").flatMap { $0.split(whereSeparator: isSeparator) }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character.isNewline || [";", ",", "/", "|"].contains(character)
    }
}
