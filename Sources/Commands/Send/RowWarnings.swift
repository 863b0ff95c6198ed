// SPDX-License-Identifier: Apache-2.0

import Campaign
import Lists
import PhoneNumbers
import TerminalKit

/// What a plan warns of in the rows of the list.
struct RowWarnings {
    /// More values of a column than these are counted and not named.
    private static let mostValues = 4
    private static let widestValue = 40

    let plan: Plan

    var sentences: [String] {
        plan.rowFindings.consent.columns.compactMap(consent) + [placeholder].compactMap { $0 }
    }

    /// A column that nobody looks at although it may say who wants no message.
    private func consent(_ column: ConsentColumns.Column) -> String? {
        guard !column.values.isEmpty else { return nil }
        let ranked = Tally.ranked(column.values)
        let named = ranked.prefix(Self.mostValues).map { value, count in
            "\(Self.shown(value)) \(Figures.count(count))"
        }
        let rest = ranked.dropFirst(named.count).map(\.count).reduce(column.others, +)
        let values = named + (rest > 0 ? ["other values \(Figures.count(rest))"] : [])
        return "the column “\(Self.cut(column.name))” may say who wants no message, "
            + "and it is not looked at; of those who would get one it has: "
            + "\(values.joined(separator: ", ")). “columns.consent” in the configuration "
            + "leaves out everybody without a yes, --where single values"
    }

    /// A number that stands for people without one.
    private var placeholder: String? {
        let rows = plan.tally.rows
        guard let found = plan.rowFindings.placeholder(amongRows: rows) else { return nil }
        return "\(Figures.count(found.rows)) of \(Figures.count(rows, "row has", "rows have")) "
            + "the number \(found.number.e164): is it one that stands for people without a number? "
            + "Whoever has it gets the message of one of these rows"
    }

    private static func shown(_ value: String) -> String {
        value.isEmpty ? "empty" : "“\(cut(value))”"
    }

    private static func cut(_ text: String) -> String {
        Printable.cut(Printable.text(text), to: widestValue)
    }
}

/// Says which rows a run is about, and what earlier runs did to others.
struct SelectionText {
    let plan: Plan
    let selection: Selection?

    /// What is said of the rows, and of the regions of those that are left out.
    var facts: [(term: String, text: String)] {
        let facts = [("selected", rows), ("left out", RegionText.leftOut(plan))]
        return facts.compactMap { term, text in text.map { (term: term, text: $0) } }
    }

    /// Nil where the run is about all rows.
    private var rows: String? {
        guard let selection else { return nil }
        let rows = plan.tally.rows
        let left = plan.tally.reasons[.skipped, default: [:]][Reason.notSelected.word, default: 0]
        let chosen = rows - left - plan.rowFindings.settledUnselected
        let words = selection.words.map(Printable.text).joined(separator: " and ")
        return "\(Figures.count(chosen)) of \(Figures.count(rows, "row", "rows")) by \(words)"
            + (earlier.map { "; \($0)" } ?? "")
    }

    /// What becomes of those whom the campaign has messaged already.
    private var earlier: String? {
        let (settled, others) = (plan.settled, plan.rowFindings.settledUnselected)
        guard settled > 0 else { return nil }
        let rows = Figures.count(
            settled, "row of earlier runs stays as it is", "rows of earlier runs stay as they are")
        guard others > 0 else { return rows }
        return "\(rows), \(Figures.count(others)) of them not selected now"
    }
}

/// Names regions with counts.
enum RegionText {
    /// More regions than these are counted and not named.
    private static let mostRegions = 8

    /// The regions of the numbers that `allowedRegions` leaves out.
    static func leftOut(_ plan: Plan) -> String? {
        list(plan.rowFindings.leftOutRegions, of: "number", "numbers").map {
            "by their region, which “allowedRegions” does not name: \($0)"
        }
    }

    /// The commonest regions, and the others together: `JE (12 numbers), GG (3 numbers)`; nil for
    /// none.
    static func list(
        _ counts: [String: Int], of one: String, _ many: String, most: Int = mostRegions
    ) -> String? {
        guard !counts.isEmpty else { return nil }
        let ranked = Tally.ranked(counts)
        let named = ranked.prefix(most).map { region, count in
            "\(region.isEmpty ? "no region" : region) (\(Figures.count(count, one, many)))"
        }
        let rest = ranked.dropFirst(named.count)
        guard !rest.isEmpty else { return named.joined(separator: ", ") }
        let others = Figures.count(rest.map(\.count).reduce(0, +), one, many)
        return named.joined(separator: ", ")
            + " and \(Figures.count(rest.count, "more region", "more regions")) (\(others))"
    }
}
