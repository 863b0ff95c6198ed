// SPDX-License-Identifier: Apache-2.0

import Campaign

/// What the configured prices tell about a plan: regions without one, and whether lookups pay for themselves.
struct PriceText {
    /// More regions than these are counted and not named.
    private static let mostRegions = 3

    let plan: Plan
    let prices: PriceSettings

    var sentences: [String] { [unpriced, breakEven].compactMap { $0 } }

    /// Silent where no price of messages is configured at all.
    private var unpriced: String? {
        guard prices.perSegment != nil || !prices.regions.isEmpty, !plan.unpriced.isEmpty else { return nil }
        let ranked = Tally.ranked(plan.unpriced)
        let named = ranked.prefix(Self.mostRegions).map { region, count in
            "\(region.isEmpty ? "an unknown region" : region) (\(Figures.count(count, "message", "messages")))"
        }
        let more = ranked.count - named.count
        let rest = more > 0 ? " and \(Figures.count(more, "more region", "more regions"))" : ""
        return "none for \(named.joined(separator: ", "))\(rest), so there is no estimate; add them to “prices.regions”"
    }

    private var breakEven: String? {
        guard let share = plan.lookupBreakEven(prices) else { return nil }
        guard share <= 1 else {
            return "a lookup costs more than the message it may save; “lookup.mode”: “never” would be cheaper"
        }
        let percent = max(1, Int((share * 100).rounded(.up)))
        return "the lookups pay for themselves where at least \(percent) % of these numbers are landlines"
    }
}
