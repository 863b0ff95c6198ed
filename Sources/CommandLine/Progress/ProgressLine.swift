// SPDX-License-Identifier: Apache-2.0

/// Draws a run's state as one line: bar, rows done, sent, skipped, failed, rate, time left.
///
/// Pure: whoever owns the terminal decides when to draw. A narrow terminal loses the bar first, then what matters least.
package struct ProgressLine: Sendable {
    private static let widestBar = 30
    private static let narrowestBar = 8

    private let state: ProgressState

    /// Makes the line of a state.
    package init(_ state: ProgressState) {
        self.state = state
    }

    /// The line, at most `width` characters and without a line feed.
    package func render(width: Int) -> String {
        let text = figures(width: width)
        let room = min(Self.widestBar, width - text.count - 1)
        return !text.isEmpty && room >= Self.narrowestBar ? bar(width: room) + " " + text : text
    }

    /// As many figures as there is room for, those that matter most first.
    private func figures(width: Int) -> String {
        var shown = ""
        for figure in parts {
            let longer = shown.isEmpty ? figure : shown + "  " + figure
            guard longer.count <= width else { break }
            shown = longer
        }
        return shown
    }

    private var parts: [String] {
        let of = state.total > 0 ? "/" + Figures.count(state.total) : ""
        var parts = [Figures.count(state.done) + of, "sent \(Figures.count(state.sent))"]
        parts += ["skipped \(Figures.count(state.skipped))", "failed \(Figures.count(state.failed))"]
        if let rate = state.rate, rate.isFinite, rate >= 0 { parts.append(Self.rate(rate)) }
        if let left = state.timeLeft { parts.append(Figures.duration(left) + " left") }
        return parts
    }

    /// `[=====>     ]`, full only when all is done.
    private func bar(width: Int) -> String {
        let room = width - 2
        let share = state.total > 0 ? Double(min(max(state.done, 0), state.total)) / Double(state.total) : 0
        let filled = Int(share * Double(room))
        guard filled < room else { return "[" + String(repeating: "=", count: room) + "]" }
        return "[" + String(repeating: "=", count: filled) + ">" + String(repeating: " ", count: room - filled - 1)
            + "]"
    }

    private static func rate(_ rate: Double) -> String {
        let tenths = Int((min(rate, 1_000_000) * 10).rounded())
        return tenths < 1000 ? "\(tenths / 10).\(tenths % 10)/s" : "\(Figures.count(tenths / 10))/s"
    }
}
