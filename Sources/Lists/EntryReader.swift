// SPDX-License-Identifier: Apache-2.0

import Basics
package import PhoneNumbers

/// Reads an entry of a list of people who get no message: every number that it may mean.
///
/// A recipient's cell has to be sure, or a stranger gets the text. Here it is the other way round:
/// who is left out by mistake gets one message less, and who is forgotten may have said no. So a
/// spelling that may be read in two ways means both numbers.
struct EntryReader: Sendable {
    private let plan: NumberingPlan
    private let region: Region?

    /// - Parameters:
    ///   - defaultRegion: the region of numbers without a country code; `nil`: only those with one
    ///     are numbers.
    ///   - plan: what tells numbers from others.
    init(defaultRegion: Region?, plan: NumberingPlan = .bundled) {
        (self.plan, region) = (plan, defaultRegion)
    }

    /// What one number of an entry may mean.
    struct Meaning: Sendable, Hashable {
        /// The numbers, the likeliest first; never empty.
        let numbers: [PhoneNumber]
        /// Whether the likeliest is not what is written, to the letter.
        let isRepaired: Bool
    }

    /// Reads a cell, which may hold the numbers of several people.
    ///
    /// - Throws: why a part of it that seems to be a number has no reading at all.
    func read(_ cell: String) throws(NumberWord.Mistake) -> [Meaning] {
        guard cell.contains(where: { !$0.isWhitespace }) else {
            throw NumberWord.Mistake("there is no number")
        }
        guard !Self.isMasked(cell) else {
            throw NumberWord.Mistake("some of its digits are hidden")
        }
        let several = SeveralNumbers(plan: plan, defaultRegion: region)
        var meanings: [Meaning] = []
        for part in several.areIn(cell) ? several.numberParts(of: cell) : [cell] {
            meanings.append(try one(part))
            if let second = extensionOf(part), several.isNumber(extension: second) {
                meanings.append(try one(second))
            }
        }
        return meanings
    }

    private func one(_ text: String) throws(NumberWord.Mistake) -> Meaning {
        let notation = ScientificNumber(text)
        if let notation, notation.digits == nil { throw NumberWord.Mistake(Self.lostDigits) }
        let written = notation?.digits ?? text
        var numbers: [PhoneNumber] = []
        for spelling in Self.spellings(of: written) { add(spelling, to: &numbers) }
        if numbers.isEmpty { for spelling in Self.guesses(written) { add(spelling, to: &numbers) } }
        guard let likeliest = numbers.first else { throw mistake(in: written) }
        let isLiteral =
            notation == nil && !text.contains(where: \.isLetter)
            && existing(text) == likeliest
        return Meaning(numbers: numbers, isRepaired: !isLiteral)
    }

    private func add(_ spelling: String, to numbers: inout [PhoneNumber]) {
        guard let number = existing(spelling), !numbers.contains(number) else { return }
        numbers.append(number)
    }

    /// The number that a text is to the letter, if there is such a number; or was, before its
    /// country's plan grew.
    private func existing(_ text: String) -> PhoneNumber? {
        guard let parsed = try? plan.parse(text, defaultRegion: region) else { return nil }
        let exists =
            plan.isValid(parsed.number)
            || parsed.number.otherSpellings.contains(where: plan.isValid)
        return exists ? parsed.number : nil
    }

    private func extensionOf(_ text: String) -> String? {
        (try? plan.parse(text, defaultRegion: region))?.phoneExtension
    }

    private func mistake(in text: String) -> NumberWord.Mistake {
        do throws(ParseFailure) {
            let number = try plan.parse(text, defaultRegion: region).number
            return NumberWord.Mistake(
                plan.problem(with: number)?.description ?? "no such number exists")
        } catch { return NumberWord.Mistake(error.description) }
    }

    private static let lostDigits =
        "a spreadsheet wrote the number in scientific notation, and its last digits are gone; "
        + "format the column as text there, and export it again"
}

// MARK: - Spellings

extension EntryReader {
    /// What a text may mean although it is a number as it is; without letters first, for words
    /// beside a number are no digits of it.
    private static func spellings(of text: String) -> [String] {
        let cleaned = PhoneCell(text).text
        var spellings = [text, cleaned]
        if text.contains(where: \.isLetter) {
            spellings.insert(text.filter { !$0.isLetter }, at: 0)
        }
        if let plus = cleaned.lastIndex(of: "+") {
            let rest = String(cleaned[plus...])
            spellings += [rest, rest.replacing("(0)", with: " "), withoutZeros(rest)]
        } else if cleaned.allSatisfy({ $0.isASCIIDigit || $0 == " " }) {
            // A spreadsheet drops the + of bare digits.
            spellings += ["+" + cleaned, withoutZeros("+" + cleaned)]
        }
        return spellings
    }

    /// What a text may mean that is no number as it is.
    private static func guesses(_ text: String) -> [String] {
        let digits = PhoneCell(text).text.filter { $0.isASCIIDigit }
        return ["+" + digits, withoutZeros("+" + digits), "0" + digits]
    }

    /// `+` for `+00`.
    private static func withoutZeros(_ text: String) -> String {
        text.hasPrefix("+00") ? "+" + text.dropFirst(3) : text
    }

    /// Whether digits are hidden, so that nobody knows whom the entry means: `98787XXXXX`,
    /// `(202) 555-****`, `•••• 1234`.
    private static func isMasked(_ text: String) -> Bool {
        let characters = text.filter { !" -.()/".contains($0) }.map(\.self)
        var start = 0
        while start < characters.count {
            let mask = characters[start]
            guard masks.contains(mask) else {
                start += 1
                continue
            }
            let end = characters[start...].firstIndex { !masks.contains($0) } ?? characters.count
            let neighbours = [start - 1, end].filter(characters.indices.contains).map {
                characters[$0]
            }
            let hides = end - start > 1 || "*•".contains(mask)
            if hides, neighbours.contains(where: \.isNumber),
                !neighbours.contains(where: \.isLetter)
            {
                return true
            }
            start = end
        }
        return false
    }

    private static let masks: Set<Character> = ["x", "X", "*", "#", "•"]
}

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
