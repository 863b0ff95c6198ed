// SPDX-License-Identifier: Apache-2.0

package import Ledger

/// Hands one message over as a campaign's messages are: paced, written down before and after, tried again where that is safe.
package struct TestMessage: Sendable {
    private let settings: Settings
    private let tools: RunTools
    private let ledger: Ledger

    /// Makes it.
    ///
    /// - Parameters:
    ///   - settings: the configuration.
    ///   - tools: the provider, the way to it, time and the switch that ends the run.
    ///   - ledger: the ledger, claimed for requests.
    package init(settings: Settings, tools: RunTools, ledger: Ledger) {
        self.settings = settings
        self.tools = tools
        self.ledger = ledger
    }

    /// Sends the message for a campaign of its own, and gives the row that a report would show.
    package func send(_ candidate: Candidate, in campaign: CampaignID) async -> ReportRow {
        let order = SendOrder(for: campaign, settings, tools, ledger)
        let lane = Lane(settings.send, time: tools.time)
        let desk = SendDesk(tools: tools, lane: lane, journal: ledger, order: order)
        return await desk.send(candidate, line: candidate.line)
    }
}
