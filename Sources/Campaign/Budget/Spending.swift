// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
package import Foundation
package import Ledger

/// What caps count, of one message, of a lookup, or of many.
package struct Spending: Sendable, Hashable {
    /// Messages.
    package var messages = 0
    /// Their segments.
    package var segments = 0
    /// What they and the lookups cost by the configured prices.
    package var cost: Decimal = 0

    /// Makes an amount; by default nothing.
    package init(messages: Int = 0, segments: Int = 0, cost: Decimal = 0) {
        (self.messages, self.segments, self.cost) = (messages, segments, cost)
    }

    /// Adds up what the ledger has counted.
    ///
    /// - Parameters:
    ///   - groups: what was counted.
    ///   - prices: the prices for what was recorded without any: the highest, so that it never
    ///     counts too little.
    package init(_ groups: [SpendingGroup], _ prices: PriceSettings) {
        for group in groups {
            messages += group.messages
            segments += group.segments
            cost += Self.cost(of: group, prices)
        }
    }

    private static func cost(of group: SpendingGroup, _ prices: PriceSettings) -> Decimal {
        let lookups = Decimal(group.lookups) * (decimal(group.price) ?? prices.perLookup ?? 0)
        guard group.lookups == 0 else { return lookups }
        if let price = decimal(group.price) ?? decimal(group.cost) {
            return price * Decimal(group.messages)
        }
        let highest = (prices.regions.values + [prices.perSegment ?? 0]).max() ?? 0
        return highest * Decimal(group.segments)
    }

    private static func decimal(_ text: String?) -> Decimal? {
        text.flatMap { DecimalText.decimal(in: $0) }
    }

    package static func += (sum: inout Spending, part: Spending) {
        sum.messages += part.messages
        sum.segments += part.segments
        sum.cost += part.cost
    }

    package static func -= (sum: inout Spending, part: Spending) {
        sum.messages -= part.messages
        sum.segments -= part.segments
        sum.cost -= part.cost
    }
}

/// One of the caps of the configuration.
package enum Cap: String, Sendable, Hashable, CaseIterable {
    case messages, cost, perDay, segmentsPerDay

    /// Whether it counts a day through the provider entry; otherwise it counts the whole campaign.
    package var isDaily: Bool { self == .perDay || self == .segmentsPerDay }

    /// The key in the configuration.
    package var key: String { "caps.\(rawValue)" }

    /// The configured limit; `nil` where there is none.
    func limit(in caps: CapSettings) -> Decimal? {
        switch self {
        case .messages: caps.messages.map { Decimal($0) }
        case .cost: caps.cost
        case .perDay: caps.perDay.map { Decimal($0) }
        case .segmentsPerDay: caps.segmentsPerDay.map { Decimal($0) }
        }
    }

    /// What of an amount this cap counts.
    func amount(of spending: Spending) -> Decimal {
        switch self {
        case .messages, .perDay: Decimal(spending.messages)
        case .cost: spending.cost
        case .segmentsPerDay: Decimal(spending.segments)
        }
    }
}

/// A cap that leaves no room for the next recipient.
package struct CapReached: Sendable, Hashable {
    /// The cap.
    package let cap: Cap
    /// Its value.
    package let limit: Decimal
    /// What is used of it for certain.
    package let used: Decimal
    /// What the next recipient needs.
    package let need: Decimal
    /// The currency of costs.
    package let currency: String
    /// When the next day begins; `nil` for a cap on the whole campaign.
    package let dayEnds: Date?

    /// Which cap, what was used of it and what to do, in a sentence for a person.
    package var sentence: String {
        let key = "“\(cap.key)”"
        let left = "the next recipient needs \(need)"
        guard let dayEnds else {
            return
                "the cap \(key) is reached: \(used) of \(limit) \(unit) are used in this campaign and \(left); "
                + "only \(key) in the configuration raises it"
        }
        return "the cap \(key) is reached: \(used) of \(limit) \(unit) are used today and \(left); "
            + "the next day begins at \(dayEnds.formatted(.iso8601)), and only \(key) in the configuration raises it"
    }

    private var unit: String {
        switch cap {
        case .messages, .perDay: "messages"
        case .cost: "\(currency), lookups included,"
        case .segmentsPerDay: "segments"
        }
    }
}

/// How much of a plan fits under the caps.
package struct CapForecast: Sendable, Hashable {
    /// How many of the candidates get their message in this run, in the order of the list.
    package internal(set) var fitting = 0
    /// How many do not.
    package internal(set) var left = 0
    /// The cap that is in the way first; `nil` where all fit.
    package internal(set) var reached: CapReached?

    /// What to tell a person; `nil` where all fit.
    package var sentence: String? {
        guard let reached, left > 0 else { return nil }
        return
            "only \(fitting) of these \(fitting + left) fit for certain: “\(reached.cap.key)” is \(reached.limit), "
            + "of which \(reached.used) will be used then"
    }

    /// Counts a candidate as if they were sent their message.
    mutating func count(_ decision: BudgetState.Decision) {
        if case .refused(let reached) = decision {
            left += 1
            self.reached = self.reached ?? reached
        } else {
            fitting += 1
        }
    }
}
