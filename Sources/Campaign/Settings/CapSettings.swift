// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Decimal

/// What a campaign and a day may come to at most.
///
/// A cap is never exceeded; who wants more raises it in the configuration.
package struct CapSettings: Sendable, Hashable {
    /// The most messages of a campaign over all its runs; nil: any.
    package var messages: Int?
    /// The most that a campaign's messages and lookups cost over all its runs, in the currency of the prices; nil: any.
    package var cost: Decimal?
    /// The most messages a day through the provider entry, whatever campaign they belong to; nil: any.
    package var perDay: Int?
    /// The most segments a day through the provider entry, whatever campaign they belong to; nil: any.
    package var segmentsPerDay: Int?
    /// When a day begins.
    package var dayStart = DayStart()

    /// Sets no cap.
    package init() {}

    /// Whether there is no cap at all.
    package var isEmpty: Bool { messages == nil && cost == nil && !hasDaily }

    /// Whether there is a cap for a day.
    package var hasDaily: Bool { perDay != nil || segmentsPerDay != nil }
}
