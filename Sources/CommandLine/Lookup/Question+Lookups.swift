// SPDX-License-Identifier: Apache-2.0

import Campaign

import struct Foundation.Decimal

extension Question {
    /// Asks whether so many lookups may be made, at the configured price where there is one.
    static func lookups(_ count: Int, _ prices: PriceSettings) -> Question {
        let cost = prices.perLookup.map { ", about \(Figures.money($0 * Decimal(count), prices.currency))" } ?? ""
        return Question("Make \(Figures.count(count, "lookup", "lookups"))\(cost)?")
    }
}
