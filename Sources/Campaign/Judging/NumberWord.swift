// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// Reads a number that a user names as one person's: on a command line, or in a list of numbers.
///
/// Whoever names a number in any spelling means the person: an extension does not matter, but two numbers are nobody's. A number
/// that a spreadsheet broke is repaired as in a list of recipients, so that it is the same person's here and there.
package struct NumberWord: Sendable {
    /// A word that names no number, and why, in words for a person.
    package struct Mistake: Error, Equatable, Sendable, CustomStringConvertible {
        /// What is wrong with the word.
        package let description: String

        /// Makes a part of a sentence of the numbering plan's whole one.
        fileprivate init(_ sentence: String) {
            let words = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
            description = words.prefix(1).lowercased() + words.dropFirst()
        }
    }

    private let defaultRegion: Region?
    private let plan: NumberingPlan

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - defaultRegion: the region of numbers without a country code; `nil`: such numbers are mistakes.
    ///   - plan: the numbering plan.
    package init(defaultRegion: Region?, plan: NumberingPlan = .bundled) {
        self.defaultRegion = defaultRegion
        self.plan = plan
    }

    /// Reads a word as one valid number.
    package func read(_ text: String) throws(Mistake) -> PhoneNumber {
        guard text.contains(where: { !$0.isWhitespace }) else { throw Mistake("there is no number") }
        let several = SeveralNumbers(plan: plan, defaultRegion: defaultRegion)
        guard !several.areIn(text) else { throw Mistake(Self.several) }
        return switch CellReader(plan: plan, defaultRegion: defaultRegion, repairs: true).read(text) {
        case .number(let parsed): try one(parsed, several)
        case .repaired(let repair): repair.number
        case .refused(let why, _): throw Mistake(why)
        }
    }

    private static let several = "this is more than one number"

    private func one(_ parsed: ParsedNumber, _ several: SeveralNumbers) throws(Mistake) -> PhoneNumber {
        let holdsSecond = parsed.phoneExtension.map(several.isNumber(extension:)) ?? false
        guard !holdsSecond else { throw Mistake(Self.several) }
        guard plan.isValid(parsed.number) else {
            throw Mistake(plan.problem(with: parsed.number) ?? "no such number exists")
        }
        return parsed.number
    }
}
