// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Decimal

/// What lookups and segments cost, for estimates.
///
/// Prices are decimals, not binary fractions: 0.0079 times a thousand is exactly 7.9.
package struct PriceSettings: Sendable, Hashable {
    /// The price of one lookup; nil: not known.
    package var perLookup: Decimal?
    /// The price of one segment where `regions` names no other; nil: not known.
    package var perSegment: Decimal?
    /// The ISO 4217 code of the currency.
    package var currency = "USD"
    /// Prices of one segment by region code ("DE").
    package var regions: [String: Decimal] = [:]

    /// Makes settings in which no price is known.
    package init() {}

    /// Returns the price of one segment to a region, or nil when none is configured.
    package func perSegment(to region: String?) -> Decimal? {
        region.flatMap { regions[$0] } ?? perSegment
    }
}
