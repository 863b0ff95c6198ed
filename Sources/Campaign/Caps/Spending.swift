// SPDX-License-Identifier: Apache-2.0

package import Ledger

package import Foundation

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
    ///   - prices: the prices for what was recorded without any: the highest, so that it never counts too little.
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
        if let price = decimal(group.price) ?? decimal(group.cost) { return price * Decimal(group.messages) }
        let highest = (prices.regions.values + [prices.perSegment ?? 0]).max() ?? 0
        return highest * Decimal(group.segments)
    }

    private static func decimal(_ text: String?) -> Decimal? {
        text.flatMap { Decimal(string: $0, locale: Locale(identifier: "en_US_POSIX")) }
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
