// SPDX-License-Identifier: Apache-2.0

import Campaign

/// The summary's smaller facts: line types, segments, cost, where the report lies.
struct SummaryFacts {
    /// Where the texts begin, wide enough for every term.
    static let column = 14

    let summary: Summary

    /// Terms and texts, as far as they are known.
    var rows: [(term: String, text: String)] {
        let all: [(String, String?)] = [
            ("repaired", RepairText.text(tally)), ("line types", lineTypes), ("lookups", lookups),
            ("segments", segments), ("delivery", Self.list(Tally.ranked(tally.deliveries))), ("cost", cost),
            ("estimate", estimate), ("time", time),
            ("report", summary.campaign == nil ? nil : Printable.text(summary.report)),
        ]
        return all.compactMap { term, text in text.map { (term, $0) } }
    }

    private var tally: Tally { summary.tally }

    private var lineTypes: String? { Self.list(Tally.ranked(tally.lineTypes)) }

    private var lookups: String? {
        summary.lookups.map { counts in
            "\(Figures.count(counts.requested)) requested, \(Figures.count(counts.cached)) cached, "
                + "\(Figures.count(counts.plan)) answered by the numbering plan"
        }
    }

    private var segments: String? {
        let messages = tally[.sent] + tally[.wouldSend]
        guard messages > 0 else { return nil }
        let encodings = Self.list(Tally.ranked(tally.encodings)).map { " (\($0))" } ?? ""
        return "\(Figures.count(tally.segments)) in \(Figures.count(messages, "message", "messages"))\(encodings)"
    }

    private var cost: String? {
        let sums = tally.costs.sorted { $0.key < $1.key }.map { Figures.money($0.value, Printable.text($0.key)) }
        return sums.isEmpty ? nil : sums.joined(separator: ", ")
    }

    private var estimate: String? {
        summary.estimatedCost.map { Figures.money($0, summary.currency ?? "") + ", by the configured prices" }
    }

    private var time: String? { summary.estimatedDuration.map(Self.time) }

    /// The time that requests need, answers arriving at once.
    static func time(_ duration: Duration) -> String {
        "at least \(Figures.duration(duration)) at the configured rates"
    }

    private static func list(_ counts: [(word: String, count: Int)]) -> String? {
        guard !counts.isEmpty else { return nil }
        return counts.map { "\(Printable.text($0.word)) \(Figures.count($0.count))" }.joined(separator: ", ")
    }
}
