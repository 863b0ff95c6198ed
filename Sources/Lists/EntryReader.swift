// SPDX-License-Identifier: Apache-2.0

import Basics
import PhoneNumbers

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
