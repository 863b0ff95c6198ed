// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import Campaign
@testable import Commands
import Configuration
import Ledger
import Lists
import Providers
@testable import ReportPage
@testable import TerminalKit
import Testing

@Suite struct CanaryVerdictTests {
    private func tally(_ states: [DeliveryState: Int], open: Int = 0) -> DeliveryTally {
        let groups = states.map { Self.group($0.key, $0.value, isFinal: true) }
        return DeliveryTally(
            groups + (open > 0 ? [Self.group(.sent, open, isFinal: false)] : []),
            currency: "USD"
        )
    }

    private static func group(_ state: DeliveryState, _ count: Int, isFinal: Bool) -> DeliveryGroup
    {
        var group = DeliveryGroup(provider: "p", count: count)
        (group.state, group.isFinal) = (state.rawValue, isFinal)
        return group
    }

    @Test(
        arguments: [
            (0, [DeliveryState.delivered: 5], 0, nil),
            (1, [.delivered: 4], 0, "1 message was refused or is unconfirmed"),
            (0, [.delivered: 3, .undelivered: 1, .expired: 1], 0, "2 messages were not delivered"),
            (0, [:], 5, "no message is known to be delivered"),
            (0, [.delivered: 1], 4, "most messages are not known to be delivered yet"),
            (
                0, [.delivered: 1, .unknown: 4], 0,
                "most messages are not known to be delivered yet"
            ),
            (0, [.delivered: 3, .unknown: 2], 0, nil),
            (0, [.unknown: 5], 0, "no message is known to be delivered"),
            (0, [.delivered: 3], 2, nil),
        ] as [(Int, [DeliveryState: Int], Int, String?)]
    )
    func `what speaks against going on`(
        refused: Int,
        states: [DeliveryState: Int],
        open: Int,
        objection: String?
    ) {
        let verdict = CanaryVerdict(refused: refused, deliveries: tally(states, open: open))
        #expect(verdict.objection?.sentence == objection)
    }
}
