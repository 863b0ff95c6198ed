// SPDX-License-Identifier: Apache-2.0

import Campaign
import SMSText
import TerminalKit

/// What a plan warns of in the template, and in the values that it takes from the list.
struct TextWarnings {
    /// Longer values are cut.
    private static let widestValue = 40

    let plan: Plan

    var sentences: [String] {
        [named, strangers].compactMap { $0 } + escapes + [empty, garbled].compactMap { $0 }
    }

    /// Placeholders of other programs that name columns.
    private var named: String? {
        let found = plan.remarks.certain
        guard !found.isEmpty else { return nil }
        let spellings = CharacterNames.list(found.compactMap(\.spelling))
        let columns = found.count == 1 ? "the column is" : "the columns are"
        return "\(asWritten(found.map(\.text))); \(columns) written \(spellings) here"
    }

    private var strangers: String? {
        let found = plan.remarks.placeholders.filter { $0.column == nil }
        guard !found.isEmpty else { return nil }
        let kind = found.count == 1 ? "looks like a placeholder" : "look like placeholders"
        let advice =
            found.lazy.compactMap(\.spelling).first.map { "did you mean \($0)?" }
            ?? "a column of the list is written {{column}} here"
        return "\(words(found.map(\.text))) \(kind) of another program, "
            + "and \(found.count == 1 ? "goes" : "go") out as written; \(advice)"
    }

    private var escapes: [String] {
        WrittenOutSign.Kind.allCases.compactMap { kind in
            let found = plan.remarks.escapes.filter { $0.kind == kind }
            guard !found.isEmpty else { return nil }
            return "\(asWritten(found.map(\.text))); \(Self.advice(kind))"
        }
    }

    private func asWritten(_ texts: [String]) -> String {
        "\(words(texts)) \(texts.count == 1 ? "goes" : "go") out as written"
    }

    private static func advice(_ kind: WrittenOutSign.Kind) -> String {
        switch kind {
        case .lineEnd:
            "for a new line press Enter in the text, inside the quotes of --message too, "
                + "or write the text into a file for --template"
        case .space: "write a space"
        case .character: "write the character itself"
        }
    }

    private var empty: String? {
        guard let finding = plan.doubtfulValues[.saysNothing] else { return nil }
        return "\(messages(finding)) \(finding.messages == 1 ? "says" : "say") \(values(finding)), "
            + "which \(finding.values.count == 1 ? "stands" : "stand") for no value; "
            + "“message.emptyWords” in the configuration makes such words empty, "
            + "so that a default takes their place"
    }

    private var garbled: String? {
        guard let finding = plan.doubtfulValues[.isGarbled] else { return nil }
        return "\(messages(finding)) \(finding.messages == 1 ? "has" : "have") broken letters "
            + "from the list: \(values(finding)); "
            + "export the list anew as UTF-8, or name its encoding with --encoding"
    }

    private func messages(_ finding: DoubtfulValues.Finding) -> String {
        let first = finding.messages == 1 ? finding.place : "first \(finding.place)"
        return "\(Figures.count(finding.messages, "message", "messages")), \(first),"
    }

    /// The first value with its column, and the others by how often they stand in a message.
    private func values(_ finding: DoubtfulValues.Finding) -> String {
        let first = finding.first.value
        let column = Printable.cut(Printable.text(finding.first.column), to: Self.widestValue)
        let others = finding.values.filter { $0.key != first }.sorted {
            ($1.value, $0.key) < ($0.value, $1.key)
        }
        return words([first] + others.map(\.key)) + " (the first in the column “\(column)”)"
    }

    private func words(_ words: [String]) -> String {
        CharacterNames.list(
            words.map { "“\(Printable.cut(Printable.text($0), to: Self.widestValue))”" })
    }
}
