// SPDX-License-Identifier: Apache-2.0

import struct Foundation.Decimal

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
