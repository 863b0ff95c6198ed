// SPDX-License-Identifier: Apache-2.0

import Ledger

/// The messages of a round, one after the other: those that the ledger holds, or those that an earlier round left.
struct OpenMessages {
    /// So many are read from the ledger at once.
    private static let page = 500

    private let ledger: Ledger?
    private let campaign: CampaignID
    private var waiting: ArraySlice<AcceptedMessage>

    /// All messages of a campaign whose final state is not known; never more than a page of them is in memory.
    init(of campaign: CampaignID, in ledger: Ledger) {
        self.ledger = ledger
        self.campaign = campaign
        waiting = []
    }

    /// Messages that are known already.
    init(_ messages: [AcceptedMessage], of campaign: CampaignID) {
        ledger = nil
        self.campaign = campaign
        waiting = messages[...]
    }

    private var last: AcceptedMessage?

    /// Gives the next message; nil at the end.
    mutating func next() async throws(LedgerError) -> AcceptedMessage? {
        if waiting.isEmpty, let ledger {
            waiting = try await ledger.openMessages(in: campaign, after: last?.number, limit: Self.page)[...]
        }
        guard let message = waiting.popFirst() else { return nil }
        last = message
        return message
    }
}
