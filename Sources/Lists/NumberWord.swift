// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// Reads a number that a user names as one person's: on a command line, or in a list of numbers.
///
/// Whoever names a number in any spelling means the person: an extension does not matter, but two
/// numbers are nobody's. A number that a spreadsheet broke is repaired as in a list of recipients,
/// so that it is the same person's here and there.
package struct NumberWord: Sendable {
    /// A word that names no number, and why, in words for a person.
    package struct Mistake: Error, Equatable, Sendable, CustomStringConvertible {
        /// What is wrong with the word.
        package let description: String

        /// Makes a part of a sentence of the numbering plan's whole one.
        init(_ sentence: String) {
            let words = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
            description = words.prefix(1).lowercased() + words.dropFirst()
        }
    }

    private let defaultRegion: Region?
    private let plan: NumberingPlan

    /// - Parameters:
    ///   - defaultRegion: the region of numbers without a country code; `nil`: such numbers are
    ///     mistakes.
    ///   - plan: what tells numbers from others.
    package init(defaultRegion: Region?, plan: NumberingPlan = .bundled) {
        self.defaultRegion = defaultRegion
        self.plan = plan
    }

    /// Reads a word as one valid number.
    package func read(_ text: String) throws(Mistake) -> PhoneNumber {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Mistake("there is no number")
        }
        let several = SeveralNumbers(plan: plan, defaultRegion: defaultRegion)
        guard !several.areIn(text) else { throw Mistake(Self.several) }
        return
            switch CellReader(plan: plan, defaultRegion: defaultRegion, repairs: true).read(text)
        {
        case .number(let parsed): try one(parsed, several)
        case .repaired(let repair): repair.number
        case .refused(let why, _): throw Mistake(why)
        }
    }

    private static let several = "this is more than one number"

    private func one(
        _ parsed: ParsedNumber, _ several: SeveralNumbers
    ) throws(Mistake) -> PhoneNumber {
        let holdsSecond = parsed.phoneExtension.map(several.isNumber(extension:)) ?? false
        guard !holdsSecond else { throw Mistake(Self.several) }
        guard plan.isValid(parsed.number) else {
            throw Mistake(plan.problem(with: parsed.number)?.description ?? "no such number exists")
        }
        return parsed.number
    }
}

/// Finds out whether a phone cell holds two numbers, between which nobody but the user can choose.
///
/// This is policy, not spelling: to the numbering plan's parser, `2025550101;2025550102` is a
/// number with a long extension.
package struct SeveralNumbers {
    /// The fewest digits of what counts as a number of its own; extensions of that length do not
    /// occur.
    private static let fewestDigits = 7

    let plan: NumberingPlan
    let defaultRegion: Region?

    package init(plan: NumberingPlan, defaultRegion: Region? = nil) {
        self.plan = plan
        self.defaultRegion = defaultRegion
    }

    /// Whether things that each read as a number stand side by side in a cell, a separator between
    /// them.
    package func areIn(_ cell: String) -> Bool {
        guard cell.utf8.contains(where: Self.mayBeginSeparator) else { return false }
        return Self.parts(of: cell).count(where: isNumber) > 1
    }

    /// Whether what was read as an extension is a number of its own.
    package func isNumber(extension digits: String) -> Bool {
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

    /// The things in a cell that may each be a number.
    func numberParts(of cell: String) -> [String] {
        Self.parts(of: cell).filter { $0.count(where: \.isNumber) >= Self.fewestDigits }
            .map(String.init)
    }

    private static func parts(of cell: String) -> [Substring] {
        cell.lowercased().split(separator: " or ").flatMap { $0.split(whereSeparator: isSeparator) }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character.isNewline || [";", ",", "/", "|"].contains(character)
    }
}
