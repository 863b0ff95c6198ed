// SPDX-License-Identifier: Apache-2.0

/// Draws a state as one line: bar, rows done, what became of them, the rate against the limit, the time left.
///
/// Pure: whoever owns the terminal decides when to draw. A narrow terminal loses the bar first, then what matters least.
package struct ProgressLine: Sendable {
    private static let widestBar = 30
    private static let narrowestBar = 8

    /// A figure at its place in the line; of two the one with the lower rank stays longer.
    private struct Part {
        let text: String
        let rank: Int
    }

    private let state: ProgressState
    private let hasBar: Bool

    /// Makes the line of a state.
    package init(_ state: ProgressState, hasBar: Bool = true) {
        (self.state, self.hasBar) = (state, hasBar)
    }

    /// The line, at most `width` columns wide and without a line feed.
    package func render(width: Int) -> String {
        let text = figures(width: width)
        let room = min(Self.widestBar, width - Self.columns(text) - 1)
        return hasBar && !text.isEmpty && room >= Self.narrowestBar ? bar(width: room) + " " + text : text
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
                    figures.rate.map { Part(text: $0, rank: 7) }, Part(text: figures.timeLeft, rank: 2),
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
            Part(text: "unconfirmed \(Figures.count(state.unconfirmed))", rank: state.unconfirmed > 0 ? 4 : 9),
        ]
        return state.pending > 0
            ? counts + [Part(text: "pending \(Figures.count(state.pending))", rank: 5)] : counts
    }

    /// `[=====>     ]`, full only when all is done.
    private func bar(width: Int) -> String {
        let room = width - 2
        let filled = Int(ProgressFigures(state: state).share * Double(room))
        guard filled < room else { return "[" + String(repeating: "=", count: room) + "]" }
        return "[" + String(repeating: "=", count: filled) + ">" + String(repeating: " ", count: room - filled - 1)
            + "]"
    }
}
