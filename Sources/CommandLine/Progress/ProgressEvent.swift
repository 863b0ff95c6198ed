// SPDX-License-Identifier: Apache-2.0

import Campaign
import Foundation

/// The members of the events of `--progress json`; `docs/progress.md` describes them.
enum ProgressEvent {
    /// How far a phase is.
    static func members(_ state: ProgressState) -> [JSONText.Member] {
        var members: [JSONText.Member] = [("phase", .string(state.phase.rawValue))]
        let unit = state.phase == .reading ? "bytes" : "rows"
        members.append((unit + "Done", .integer(state.done)))
        members.append((unit, state.total > 0 ? .integer(state.total) : .null))
        if !state.isPreparation { members += counts(state) }
        members.append(("secondsLeft", number(state.timeLeft.map { $0 / .seconds(1) })))
        return members
    }

    /// What the list comes to before anything is sent.
    static func members(_ plan: Plan, _ settings: Settings) -> [JSONText.Member] {
        [
            ("rows", .integer(plan.tally.rows)), ("toSend", .integer(plan.candidates)),
            ("skipped", .integer(plan.tally[.skipped])), ("lookups", .integer(plan.lookups.requested)),
            ("segments", .integer(plan.segments)),
            ("estimatedCost", plan.cost(settings.prices).map(JSONText.decimal) ?? .null),
            ("currency", .string(settings.prices.currency)),
            ("estimatedSeconds", number(plan.duration(settings) / .seconds(1))),
        ]
    }

    /// Why a run ended before its time.
    static func members(_ cause: StopCause) -> [JSONText.Member] {
        [("reason", .string(cause.reason.word)), ("text", .string(cause.sentence))]
    }

    /// What a run came to: the members of the JSON summary.
    static func members(_ summary: Summary) -> [JSONText.Member] {
        guard case .object(let members) = summary.json else { return [] }
        return members
    }

    /// A text that the program would write as it is; an error or a warning says so in front.
    static func members(note text: String) -> [JSONText.Member] {
        let level = ["error", "warning"].first { text.hasPrefix($0 + ": ") } ?? "info"
        let words = level == "info" ? Substring(text) : text.dropFirst(level.count + 2)
        return [("level", .string(level)), ("text", .string(String(words)))]
    }

    private static func counts(_ state: ProgressState) -> [JSONText.Member] {
        [
            (state.phase == .lookups ? "would_send" : "sent", .integer(state.sent)),
            ("skipped", .integer(state.skipped)), ("failed", .integer(state.failed)),
            ("unconfirmed", .integer(state.unconfirmed)), ("pending", .integer(state.pending)),
            ("ratePerSecond", number(state.rate)), ("limitPerSecond", number(state.limit)),
        ]
    }

    /// A number with at most three decimals; null where it is not known.
    private static func number(_ value: Double?) -> JSONText {
        guard let value, value.isFinite, value.magnitude < 1e12 else { return .null }
        return .decimal(Decimal(Int((value * 1000).rounded())) / 1000)
    }
}
