// SPDX-License-Identifier: Apache-2.0

import Campaign

import Foundation

/// Says how many recipients wait for the end of their quiet hours, and until when.
struct WaitingText {
    let waiting: Waiting
    /// The time zone of this computer.
    let zone: TimeZone

    /// For a plan; nil where nobody waits.
    var plan: String? {
        guard waiting.count > 0 else { return nil }
        return "it is quiet now for \(Figures.count(waiting.count, "recipient", "recipients")) of these; \(openings)"
    }

    /// For a run that has ended; nil where nobody waits.
    var ending: String? {
        guard waiting.count > 0 else { return nil }
        let advice = waiting.first == nil ? "" : ". Run the same command again then, or let it wait with --wait"
        return "Quiet hours: \(rows) \(waiting.count == 1 ? "waits" : "wait"); \(openings)\(advice)."
    }

    /// For a run that stays until a moment.
    func pause(until moment: Date) -> String {
        "Quiet hours: \(rows) left. Waiting until \(Moment.text(moment, in: zone)); Ctrl-C leaves at once, and running it again resumes."
    }

    private var rows: String { Figures.count(waiting.count, "row", "rows") }

    /// When the first window opens, and when all have opened.
    private var openings: String {
        guard let first = waiting.first, let last = waiting.last else { return "no window opens within 15 days" }
        var text = "the next window opens at \(Moment.text(first, in: zone))"
        if last != first { text += ", the last at \(Moment.text(last, in: zone))" }
        if waiting.withoutWindow > 0 {
            text += "; for \(Figures.count(waiting.withoutWindow)) of them none opens within 15 days"
        }
        return text
    }
}
