// SPDX-License-Identifier: Apache-2.0

package import Ledger
import PhoneNumbers

/// Books the lookups of a campaign before they are made, and takes back what certainly was not charged.
package struct LookupTill: Sendable {
    private let campaign: CampaignID
    private let price: String?
    private let journal: any MessageJournal
    private let purse: Purse?

    /// Makes a till.
    ///
    /// - Parameters:
    ///   - campaign: the campaign that pays.
    ///   - prices: what a lookup costs.
    ///   - journal: where lookups are booked.
    ///   - purse: the caps; `nil` where there are none.
    package init(campaign: CampaignID, prices: PriceSettings, journal: any MessageJournal, purse: Purse?) {
        self.campaign = campaign
        price = prices.perLookup.map { "\($0)" }
        self.journal = journal
        self.purse = purse
    }

    /// Pays for one request.
    ///
    /// - Parameters:
    ///   - number: the number that is asked about.
    ///   - isHeld: whether the price is held already, as it is for the first request.
    /// - Returns: what ended the lookup; `nil` where the request may leave.
    func pay(for number: PhoneNumber, isHeld: Bool) async -> LookupStep? {
        if let reached = purse?.payLookup(isHeld: isHeld) { return .capped(reached.sentence) }
        do {
            // Only a cap needs it durable, and pays with the time of a commit for it.
            try await journal.recordLookupRequest(request(number), isDurable: purse != nil)
            return nil
        } catch {
            return .stop(.ledger(error.description))
        }
    }

    /// Takes a payment back.
    ///
    /// - Parameters:
    ///   - number: the number of the payment.
    ///   - isHeld: whether the price is to be held again.
    /// - Returns: what is wrong with the ledger; `nil` where nothing is.
    func refund(_ number: PhoneNumber, isHeld: Bool) async -> StopCause? {
        purse?.refundLookup(isHeld: isHeld)
        do {
            try await journal.withdrawLookupRequest(request(number))
            return nil
        } catch {
            return .ledger(error.description)
        }
    }

    /// Lets go what is held for a lookup that was never made.
    func release() { purse?.releaseLookup() }

    private func request(_ number: PhoneNumber) -> LookupRequest {
        LookupRequest(campaign: campaign, number: number, price: price)
    }
}
