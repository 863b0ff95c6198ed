// SPDX-License-Identifier: Apache-2.0

import Campaign
import SMSText

/// Says which characters cost segments that smart encoding would spare.
struct SavingsText {
    /// Causes, and characters of one cause, beyond this are not named.
    private static let most = 3

    let savings: SegmentSavings
    let currency: String

    /// One sentence a cause, the costliest first, and one for the rest; none where nothing would be spared.
    var sentences: [String] {
        let (named, others) = savings.ranked(most: Self.most)
        return named.map(sentence) + (others.map { [rest($0)] } ?? [])
    }

    private func sentence(_ cause: SegmentSavings.Cause) -> String {
        let characters = Self.list(cause.characters.map(Self.name))
        let replacements = Self.list(cause.characters.map(Self.replacement(for:)))
        let isOne = cause.characters.count == 1
        return "\(characters) in \(Figures.count(cause.messages, "message", "messages")) \(isOne ? "makes" : "make") "
            + "\(cause.messages == 1 ? "it" : "them") UCS-2: \(price(cause)); "
            + "“smartEncoding” would replace \(isOne ? "it" : "them") by \(replacements)"
    }

    private func rest(_ cause: SegmentSavings.Cause) -> String {
        "other characters in \(Figures.count(cause.messages, "message", "messages")): \(price(cause)); "
            + "“smartEncoding” would replace them too"
    }

    private func price(_ cause: SegmentSavings.Cause) -> String {
        let segments = Figures.count(cause.segments, "extra segment", "extra segments")
        return segments + (cause.cost.map { ", about \(Figures.money($0, currency))" } ?? "")
    }

    /// The character as far as it can be seen, and its code point.
    private static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator:
            return scalar.properties.name.map { "\(code) (\($0.lowercased()))" } ?? code
        default: return "\(scalar) (\(code))"
        }
    }

    private static func replacement(for scalar: Unicode.Scalar) -> String {
        switch SmartEncoding.replacement(for: scalar) {
        case " ": "a space"
        case "", nil: "nothing"
        case let text?: text
        }
    }

    /// The first words, each once.
    private static func list(_ words: [String]) -> String {
        var seen: Set<String> = []
        let words = words.filter { seen.insert($0).inserted }
        let others = words.count - most
        guard others <= 0 else { return words.prefix(most).joined(separator: ", ") + " and \(others) more" }
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}
