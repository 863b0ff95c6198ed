// SPDX-License-Identifier: Apache-2.0

import HTTP
package import Ledger
package import Providers

/// Asks what has become of a campaign's accepted messages, and writes that into the ledger.
///
/// Each answer is written for itself: whenever the run ends, what was learnt is kept.
package struct StatusRun: Sendable {
    private let ledger: Ledger
    private let campaign: CampaignID
    private let tools: RunTools
    private let width: Int
    private let question: StatusQuestion

    /// Makes a run.
    ///
    /// - Parameters:
    ///   - ledger: the ledger, claimed for requests.
    ///   - campaign: the campaign.
    ///   - tools: the provider, the way to it, time and the switch that ends the run.
    ///   - service: how the provider tells it.
    ///   - settings: the configuration: questions leave as fast as lookups.
    package init(
        ledger: Ledger,
        campaign: CampaignID,
        tools: RunTools,
        service: any DeliveryStatus,
        settings: Settings
    ) {
        self.ledger = ledger
        self.campaign = campaign
        self.tools = tools
        width = max(1, settings.lookup.maxConcurrent)
        let lane = Lane(settings.lookup, time: tools.time)
        let inquirer = Inquirer(tools: tools, lane: lane)
        question = StatusQuestion(
            tools: tools,
            desk: StatusDesk(tools: tools, service: service, inquirer: inquirer),
            memory: DeliveryMemory(ledger: ledger, tools: tools)
        )
    }

    /// Asks after every message whose final state is not known, and again after those that are fresh.
    ///
    /// - Parameter announce: called before each pause with the number of messages waited for, and the pause.
    /// - Returns: what was asked; what is known now is in the ledger.
    package func run(_ announce: @escaping @Sendable (Int, Duration) -> Void = { _, _ in }) async -> StatusInquiries {
        await withTaskGroup(of: StatusInquiries?.self) { group in
            group.addTask { [tools] in
                await tools.stop.wait()
                return nil
            }
            group.addTask { await rounds(announce) }
            var inquiries = StatusInquiries()
            for await ended in group {
                // Whichever ends first ends the other: nobody sleeps on for a stop.
                group.cancelAll()
                inquiries = ended ?? inquiries
            }
            inquiries.stopCause = tools.stop.cause
            return inquiries
        }
    }

    private func rounds(_ announce: @Sendable (Int, Duration) -> Void) async -> StatusInquiries {
        var inquiries = StatusInquiries()
        var again = await round(OpenMessages(of: campaign, in: ledger), &inquiries)
        let asked = inquiries.asked
        for pause in AskingRounds.pauses where !again.isEmpty && tools.stop.cause == nil {
            announce(again.count, pause)
            try? await tools.time.sleep(until: tools.time.now + pause)
            again = await round(OpenMessages(again, of: campaign), &inquiries)
        }
        inquiries.asked = asked
        return inquiries
    }

    /// Asks after messages, some at a time; gives those to ask after again.
    private func round(_ messages: OpenMessages, _ inquiries: inout StatusInquiries) async -> [AcceptedMessage] {
        await withTaskGroup(of: StatusQuestion.Ending.self) { group in
            var messages = messages
            var again: [AcceptedMessage] = []
            var underWay = 0
            while true {
                while underWay < width, let message = await next(&messages) {
                    group.addTask { [question] in await question.ask(after: message) }
                    underWay += 1
                }
                guard underWay > 0, let ending = await group.next() else { return again }
                underWay -= 1
                inquiries.note(ending)
                if let message = ending.again { again.append(message) }
            }
        }
    }

    /// The next message; nil where there is none, or the run is to end.
    private func next(_ messages: inout OpenMessages) async -> AcceptedMessage? {
        guard tools.stop.cause == nil else { return nil }
        do throws(LedgerError) {
            return try await messages.next()
        } catch {
            tools.stop.raise(.ledger(error.description))
            return nil
        }
    }
}
