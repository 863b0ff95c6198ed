// SPDX-License-Identifier: Apache-2.0

import TerminalKit

/// Draws a state as one line: bar, rows done, what became of them, the rate against the limit, the
/// time left.
///
/// Pure: whoever owns the terminal decides when to draw. A narrow terminal loses the bar first,
/// then what matters least.
struct ProgressLine: Sendable {
    private static let widestBar = 30
    private static let narrowestBar = 8

    /// A figure at its place in the line; of two the one with the lower rank stays longer.
    private struct Part {
        let text: String
        let rank: Int
    }

    private let state: ProgressState
    private let hasBar: Bool

    init(_ state: ProgressState, hasBar: Bool = true) {
        (self.state, self.hasBar) = (state, hasBar)
    }

    /// The line, at most `width` columns wide and without a line feed.
    func render(width: Int) -> String {
        let text = figures(width: width)
        let room = min(Self.widestBar, width - Self.columns(text) - 1)
        return hasBar && !text.isEmpty && room >= Self.narrowestBar
            ? bar(width: room) + " " + text : text
    }

    /// The most columns that a text takes: what is not ASCII may be two wide.
    static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
    }

    /// As many figures as there is room for, by rank, each at its place.
    private func figures(width: Int) -> String {
        let parts = parts
        var (kept, room) = (Set<Int>(), width)
        for part in parts.sorted(by: { $0.rank < $1.rank }) {
            room -= Self.columns(part.text) + (kept.isEmpty ? 0 : 2)
            guard room >= 0 else { break }
            kept.insert(part.rank)
        }
        guard kept.isEmpty else {
            return parts.filter { kept.contains($0.rank) }.map(\.text).joined(separator: "  ")
        }
        let share = "\(Int(ProgressFigures(state: state).share * 100))%"
        return state.total > 0 && share.count <= width ? share : ""
    }

    private var parts: [Part] {
        let figures = ProgressFigures(state: state)
        switch state.phase {
        case .reading, .planning:
            let what = state.phase == .reading ? "reading the list" : "planning"
            let unit = state.phase == .reading ? "" : " rows"
            return [
                Part(text: what, rank: 1), Part(text: figures.done + unit, rank: 0),
                Part(text: figures.timeLeft, rank: 2),
            ]
        case .sending, .lookups:
            return [Part(text: figures.done, rank: 0)] + counts
                + [
                    state.obstacle.map { Part(text: "waiting: \($0)", rank: 2) },
                    figures.rate.map { Part(text: $0, rank: 7) },
                    Part(text: figures.timeLeft, rank: 2),
                ].compactMap { $0 }
        }
    }

    /// What went wrong matters more than what was left out; that nothing went wrong matters less.
    private var counts: [Part] {
        let verb = state.phase == .lookups ? "to send" : "sent"
        let counts = [
            Part(text: "\(verb) \(Figures.count(state.sent))", rank: 1),
            Part(text: "skipped \(Figures.count(state.skipped))", rank: 6),
            Part(text: "failed \(Figures.count(state.failed))", rank: state.failed > 0 ? 3 : 8),
            Part(
                text: "unconfirmed \(Figures.count(state.unconfirmed))",
                rank: state.unconfirmed > 0 ? 4 : 9),
        ]
        return state.pending > 0
            ? counts + [Part(text: "pending \(Figures.count(state.pending))", rank: 5)] : counts
    }

    /// `[=====>     ]`, full only when all is done.
    private func bar(width: Int) -> String {
        let room = width - 2
        let filled = Int(ProgressFigures(state: state).share * Double(room))
        guard filled < room else { return "[" + String(repeating: "=", count: room) + "]" }
        return "[" + String(repeating: "=", count: filled) + ">"
            + String(repeating: " ", count: room - filled - 1) + "]"
    }
}

/// Writes a state's numbers for people.
struct ProgressFigures {
    /// What is not known yet.
    static let unknown = "—"

    let state: ProgressState

    /// How much is done: `2,400/4,800`, or `1.5/12.0 MB`.
    var done: String {
        guard state.phase != .reading else { return bytes }
        return Figures.count(state.done) + (state.total > 0 ? "/" + Figures.count(state.total) : "")
    }

    /// The rate against the limit: `9.9 of 10/s`.
    var rate: String? {
        state.limit.map { limit in
            (state.rate.map(Self.rate) ?? Self.unknown) + " of \(Self.limit(limit))/s"
        }
    }

    /// The time left: `4 min 03 s left`.
    var timeLeft: String { (state.timeLeft.map(Figures.duration) ?? Self.unknown) + " left" }

    /// The share of what is done, 0 to 1.
    var share: Double {
        state.total > 0 ? Double(min(max(state.done, 0), state.total)) / Double(state.total) : 0
    }

    private var bytes: String {
        let of = state.total > 0 ? "/" + Self.megabytes(state.total) : ""
        return Self.megabytes(state.done) + of + " MB"
    }

    private static func megabytes(_ count: Int) -> String { tenths(Double(count) / 1_000_000) }

    /// A rate with one decimal, or none where it is large.
    static func rate(_ rate: Double) -> String {
        rate < 100 ? tenths(rate) : Figures.count(Int(min(rate, 1_000_000_000).rounded()))
    }

    /// A limit as it was configured: `10`, `0.5`, `0.033`.
    private static func limit(_ limit: Double) -> String {
        let whole = limit.rounded()
        return whole == limit && whole < 1_000_000_000 ? Figures.count(Int(whole)) : "\(limit)"
    }

    private static func tenths(_ number: Double) -> String {
        guard number.isFinite, number > 0 else { return "0.0" }
        let tenths = Int((min(number, 1_000_000_000) * 10).rounded())
        return "\(Figures.count(tenths / 10)).\(tenths % 10)"
    }
}

/// Says a state in a line of a log.
struct ProgressSentence {
    let state: ProgressState

    /// The line, without a line feed.
    var text: String { "progress: " + parts.joined(separator: ", ") }

    private var parts: [String] {
        let figures = ProgressFigures(state: state)
        switch state.phase {
        case .reading: return ["reading the list", figures.done, figures.timeLeft]
        case .planning: return ["planning", figures.done + " rows", figures.timeLeft]
        case .sending, .lookups:
            return [figures.done + " rows"] + counts
                + [figures.rate, figures.timeLeft, state.obstacle.map { "waiting: \($0)" }]
                .compactMap { $0 }
        }
    }

    private var counts: [String] {
        let verb = state.phase == .lookups ? "to send" : "sent"
        return [
            (state.sent, verb), (state.skipped, "skipped"), (state.failed, "failed"),
            (state.unconfirmed, "unconfirmed"), (state.pending, "pending"),
        ].map { Figures.count($0) + " " + $1 }
    }
}
