// SPDX-License-Identifier: Apache-2.0

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
            return [figures.done + " rows"] + counts + [figures.rate, figures.timeLeft].compactMap { $0 }
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
