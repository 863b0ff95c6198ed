// SPDX-License-Identifier: Apache-2.0

import Campaign

/// Says which characters make messages UCS-2, and what that costs where it need not be.
struct EncodingText {
    let plan: Plan
    let currency: String

    /// What smart encoding would spare, then the characters of messages that it would not help.
    var sentences: [String] {
        SavingsText(savings: plan.savings, currency: currency).sentences + [culprits].compactMap { $0 }
    }

    private var culprits: String? {
        let messages = plan.oddCharacters.messages
        let spared = plan.savings.ranked(most: 0).others?.messages ?? 0
        guard messages > spared else { return nil }
        let words = CharacterNames.list(characters.map(CharacterNames.name))
        let verb = characters.count == 1 ? "makes" : "make"
        return "\(words) \(verb) \(Figures.count(messages, "message", "messages")) UCS-2, "
            + "where a segment has room for 70 characters and not for 160"
    }

    /// The characters that can be seen; of those that cannot, only where there are no others.
    private var characters: [Unicode.Scalar] {
        let all = plan.oddCharacters.ranked
        let seen = all.filter { ![.format, .nonspacingMark].contains($0.properties.generalCategory) }
        return seen.isEmpty ? all : seen
    }
}
