// SPDX-License-Identifier: Apache-2.0

import Campaign
import SMSText

/// Says which characters cost segments that smart encoding would spare.
struct SavingsText {
    /// Causes beyond these are not named.
    private static let most = 3

    let savings: SegmentSavings
    let currency: String

    /// One sentence a cause, the costliest first, and one for the rest; none where nothing would be spared.
    var sentences: [String] {
        let (named, others) = savings.ranked(most: Self.most)
        return named.map(sentence) + (others.map { [rest($0)] } ?? [])
    }

    private func sentence(_ cause: SegmentSavings.Cause) -> String {
        let characters = CharacterNames.list(cause.characters.map(CharacterNames.name))
        let replacements = CharacterNames.list(cause.characters.map(Self.replacement(for:)))
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

    private static func replacement(for scalar: Unicode.Scalar) -> String {
        switch SmartEncoding.replacement(for: scalar) {
        case " ": "a space"
        case "", nil: "nothing"
        case let text?: text
        }
    }
}
