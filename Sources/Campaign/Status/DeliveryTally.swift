// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import Providers

package import struct Foundation.Decimal

/// Counts what has become of a campaign's accepted messages.
package struct DeliveryTally: Sendable, Hashable {
    /// Messages that came to nothing for the same reason.
    package struct Failure: Sendable, Hashable {
        /// What has become of them.
        package let state: DeliveryState
        /// The provider's code; empty where it gave none.
        package let code: String
        /// What the code means; empty where that is not known.
        package let meaning: String
    }

    /// How many messages were accepted.
    package private(set) var messages = 0
    /// The messages by state; of which nothing is known are `unknown`.
    package private(set) var states: [DeliveryState: Int] = [:]
    /// The messages whose state may change.
    package private(set) var open = 0
    /// What the provider says that they cost, by currency.
    package private(set) var costs: [String: Decimal] = [:]
    /// How many messages have a cost by the provider's word.
    package private(set) var priced = 0
    /// The messages that were not delivered, by reason.
    package private(set) var failures: [Failure: Int] = [:]

    /// Counts messages.
    ///
    /// - Parameters:
    ///   - groups: the messages.
    ///   - currency: the currency of costs that have none.
    package init(_ groups: [DeliveryGroup], currency: String) {
        for group in groups { add(group, currency) }
    }

    private mutating func add(_ group: DeliveryGroup, _ currency: String) {
        let state = group.state.flatMap(DeliveryState.init(rawValue:)) ?? .unknown
        messages += group.count
        states[state, default: 0] += group.count
        if !group.isFinal { open += group.count }
        if let cost = group.cost.flatMap({ Decimal(string: $0) }) {
            costs[group.currency ?? currency, default: 0] += cost * Decimal(group.count)
            priced += group.count
        }
        guard state == .undelivered || state == .failed || state == .expired || group.errorCode != nil else { return }
        let failure = Failure(state: state, code: group.errorCode ?? "", meaning: group.detail ?? "")
        failures[failure, default: 0] += group.count
    }

    /// The failures, the commonest first.
    package var rankedFailures: [(failure: Failure, count: Int)] {
        failures.map { ($0.key, $0.value) }.sorted { left, right in
            (right.1, left.0.code, left.0.meaning, left.0.state.rawValue)
                < (left.1, right.0.code, right.0.meaning, right.0.state.rawValue)
        }
    }
}
