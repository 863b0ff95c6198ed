// SPDX-License-Identifier: Apache-2.0

import Campaign
import Providers

/// What the first messages of a campaign say about the others, where nobody is there to judge it.
///
/// One message that failed is a reason to look: a canary is small, and the others can be sent at any time, but not taken back.
struct CanaryVerdict: Equatable {
    /// What speaks against going on; `nil` where nothing does.
    let objection: String?

    /// Judges the messages of a canary.
    ///
    /// - Parameters:
    ///   - refused: how many of them were refused, or are unconfirmed.
    ///   - deliveries: the states of those that were accepted; what was sent before says nothing about them.
    init(refused: Int, deliveries: DeliveryTally) {
        let lost = deliveries.lost
        let delivered = deliveries.states[.delivered, default: 0]
        objection =
            if refused > 0 {
                Figures.count(
                    refused,
                    "message was refused or is unconfirmed",
                    "messages were refused or are unconfirmed"
                )
            } else if lost > 0 {
                Figures.count(lost, "message was not delivered", "messages were not delivered")
            } else if delivered == 0 {
                "no message is known to be delivered"
            } else if deliveries.open > delivered {
                "most messages have no final state yet"
            } else {
                nil
            }
    }
}

extension DeliveryTally {
    fileprivate var lost: Int {
        [DeliveryState.undelivered, .failed, .expired].reduce(0) { $0 + states[$1, default: 0] }
    }
}
