// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import PhoneNumbers
import Providers

extension Outcome {
    /// What becomes of an unconfirmed message that the provider's log has.
    ///
    /// It costs what it would have cost with an answer, unless the log has the final price.
    init(adopting message: LoggedMessage, for record: MessageRecord, _ prices: PriceSettings) {
        let final = message.delivery.isFinal ? message.delivery.cost : nil
        let region = NumberingPlan.bundled.region(of: record.number)?.rawValue
        let cost = final ?? prices.cost(of: record.segments, to: region)
        self.init(
            campaign: record.campaign,
            number: record.number,
            ending: .sent,
            detail: "found in the provider's message log",
            messageID: message.id,
            cost: cost.map { "\($0)" },
            currency: cost == nil ? nil : final == nil ? prices.currency : message.delivery.currency,
            sentAt: message.acceptedAt
        )
    }

    /// What becomes of an unconfirmed message that the provider's log does not have.
    init(absent record: MessageRecord) {
        self.init(
            campaign: record.campaign,
            number: record.number,
            ending: .notAccepted,
            reason: Reason.interrupted.word,
            detail: "the provider's message log does not have it: it was not accepted"
        )
    }
}
