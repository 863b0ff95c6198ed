// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation

/// A condition on a row as a user writes it: `City=Berlin`, `City != Berlin`, `City is empty`,
/// `City is not empty`.
package struct RowCondition: Sendable, Hashable, CustomStringConvertible {
    /// What the cell has to be, in the form of ``CellText/key(of:)``.
    enum Test: Sendable, Hashable {
        case equals(String)
        case differs(from: String)
    }

    /// The condition as it was written.
    package let description: String
    /// Where the name of a column may end: `a=b=c` has two places.
    private let readings: [(column: String, test: Test)]

    /// Reads a condition; nil for a text that is none.
    package init?(_ text: String) {
        description = text.trimmed
        let readings = Self.endings(of: description) + Self.comparisons(in: description)
        guard !readings.isEmpty else { return nil }
        self.readings = readings
    }

    private static func endings(of text: String) -> [(column: String, test: Test)] {
        let words = text.split(whereSeparator: \.isWhitespace)
        let small = words.suffix(3).map { $0.lowercased() }
        let (count, test): (Int, Test)
        if small == ["is", "not", "empty"] {
            (count, test) = (3, .differs(from: ""))
        } else if small.suffix(2) == ["is", "empty"] {
            (count, test) = (2, .equals(""))
        } else {
            return []
        }
        guard words.count > count, let end = words[words.count - count - 1].indices.last else {
            return []
        }
        return [(String(text[...end]), test)]
    }

    private static func comparisons(in text: String) -> [(column: String, test: Test)] {
        text.indices.filter { text[$0] == "=" }.compactMap { place in
            let before = text[..<place]
            let behind = text[place...].drop { $0 == "=" }
            let isNegated = before.last == "!"
            let column = String(isNegated ? before.dropLast() : before).trimmed
            guard !column.isEmpty, before.last != "=" else { return nil }
            let value = CellText.key(of: String(behind))
            return (column, isNegated ? .differs(from: value) : .equals(value))
        }
    }

    /// Finds its column among those of a list.
    fileprivate func bound(
        to header: [String], file: String
    ) throws(ListError) -> Selection.Condition {
        var failure: ListError?
        for (column, test) in readings {
            do throws(ListError) {
                let index = try NamedColumn.index(of: column, in: header, file: file)
                return Selection.Condition(words: description, column: index, test: test)
            } catch { failure = failure ?? error }
        }
        throw failure
            ?? .unknownColumn(
                file: file, name: description, nearest: nil, headers: header)
    }

    package static func == (one: RowCondition, other: RowCondition) -> Bool {
        one.description == other.description
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

/// The rows that a run is about: those that fulfil all of its conditions.
package struct Selection: Sendable, Hashable {
    fileprivate struct Condition: Sendable, Hashable {
        let words: String
        let column: Int
        let test: RowCondition.Test

        func holds(for cells: [String]) -> Bool {
            let cell = CellText.key(of: cells[column])
            return switch test {
            case .equals(let value): cell == value
            case .differs(let value): cell != value
            }
        }
    }

    private let conditions: [Condition]
    private let header: [String]

    /// Ties conditions to the columns of a list; nil where nothing is asked for and all rows are
    /// meant.
    ///
    /// - Parameters:
    ///   - conditions: what the user asks for.
    ///   - header: the list's header row.
    ///   - file: the list's name, for messages.
    /// - Throws: ``ListError`` where a column is not there, or there twice.
    package init?(
        _ conditions: [RowCondition], in header: [String], file: String
    ) throws(ListError) {
        guard !conditions.isEmpty else { return nil }
        self.header = header
        var bound: [Condition] = []
        for condition in conditions { bound.append(try condition.bound(to: header, file: file)) }
        self.conditions = bound
    }

    /// The columns that are looked at.
    package var columns: Set<Int> { Set(conditions.map(\.column)) }

    /// The conditions as they were written.
    package var words: [String] { conditions.map(\.words) }

    /// Whether a row, which has the header's cells, is meant.
    package func selects(_ cells: [String]) -> Bool {
        conditions.allSatisfy { $0.holds(for: cells) }
    }

    /// Why a row is left out; nil for one that is meant.
    package func objection(to cells: [String]) -> Verdict? {
        guard let failed = conditions.first(where: { !$0.holds(for: cells) }) else { return nil }
        let cell = CellText.quoted(cells[failed.column])
        return .skipped(
            .notSelected,
            "not selected by “\(failed.words)”: “\(header[failed.column])” \(cell)")
    }
}

/// Compares cells as people do: white space at the ends and case do not count.
enum CellText {
    /// Longer cells are cut in sentences.
    private static let longestQuote = 40

    /// The same for cells that are the same but for case, accents' form and white space at the
    /// ends.
    static func key(of cell: String) -> String {
        let small = cell.trimmed.lowercased()
        return small.utf8.allSatisfy { $0 < 0x80 }
            ? small : small.precomposedStringWithCanonicalMapping
    }

    /// A cell in a sentence: `is “no”`, `is empty`.
    static func quoted(_ cell: String) -> String {
        let text = cell.trimmed
        if text.isEmpty { return "is empty" }
        let line = String(text.prefix(longestQuote).map { $0.isNewline ? " " : $0 })
        return "is “\(line)\(text.count > longestQuote ? "…" : "")”"
    }
}
