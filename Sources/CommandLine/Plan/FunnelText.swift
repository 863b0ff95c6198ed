// SPDX-License-Identifier: Apache-2.0

/// The way from rows to messages as lines with bars: what is left after each step, and who was lost there and why.
struct FunnelText {
    private static let widestBar = 30
    private static let narrowestBar = 8

    let funnel: Funnel
    /// The messages whose numbers are looked up first.
    let lookups: Int
    let style: Style

    /// The lines, none longer than the width.
    func lines(width: Int) -> [String] {
        let names = funnel.steps.map(\.name.count).max() ?? 0
        let figures = funnel.steps.flatMap { [$0.left] + $0.dropped.map { -$0.count } }.map(Figures.count)
        let layout = Layout(name: names, figure: figures.map(\.count).max() ?? 0, width: width)
        return funnel.steps.enumerated().flatMap { index, step in
            [line(step, isLast: index == funnel.steps.count - 1, layout)] + step.dropped.flatMap { loss($0, layout) }
        } + lookupLines(layout)
    }

    private struct Layout {
        let name: Int
        let figure: Int
        let width: Int

        /// What is left beside name and figure.
        var rest: Int { width - name - figure - 6 }

        func line(_ name: String, _ figure: String, _ text: String) -> String {
            let gaps = [self.name - name.count, self.figure - figure.count].map {
                String(repeating: " ", count: max(0, $0))
            }
            return Printable.cut("  " + name + gaps[0] + "  " + gaps[1] + figure + "  " + text, to: width)
        }
    }

    private func line(_ step: Funnel.Step, isLast: Bool, _ layout: Layout) -> String {
        let room = min(Self.widestBar, layout.rest)
        let rows = funnel.steps.first?.left ?? 0
        let bar = room < Self.narrowestBar ? "" : TextBar.share(step.left, of: rows, width: room)
        let line = layout.line(step.name, Figures.count(step.left), bar)
        return isLast ? style.paint(line, .green) : line
    }

    private func loss(_ loss: Funnel.Loss, _ layout: Layout) -> [String] {
        let meaning = Self.settled[loss.word] ?? Wording.meaning(ofReason: loss.word) ?? Printable.text(loss.word)
        return Paragraph.lines(meaning, width: layout.rest).enumerated().map { index, words in
            style.paint(layout.line("", index == 0 ? Figures.count(-loss.count) : "", words), .faint)
        }
    }

    private func lookupLines(_ layout: Layout) -> [String] {
        guard lookups > 0 else { return [] }
        let words =
            "\(Figures.count(lookups)) of them looked up first, and left out where that shows a landline or the like"
        return Paragraph.lines(words, width: layout.rest).map { layout.line("", "", $0) }
    }

    /// What earlier runs have settled, in words.
    private static let settled = [
        "sent": "sent in an earlier run", "failed": "refused in an earlier run",
        "unconfirmed": "unconfirmed since an earlier run",
    ]
}
