// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Basics
@testable import Campaign
@testable import Configuration
import Ledger
@testable import Lists
import Providers
import Testing

@Suite struct StatusValuesTests {
    @Test func `the pauses grow, and are two minutes together`() {
        let pauses = AskingRounds.pauses
        #expect(pauses == [5, 10, 20, 40, 45].map { .seconds($0) })
        #expect(pauses.reduce(.zero, +) == AskingRounds.limit)
    }

    @Test(arguments: [
        (-5.0, MessageAge.fresh), (0, .fresh), (599, .fresh), (600, .open), (86_399, .open),
        (86_400, .late), (604_800, .late),
        (604_801, .over),
    ])
    func `the age of a message says whether its state can change`(seconds: Double, age: MessageAge)
    {
        #expect(MessageAge(of: Sample.date, at: Sample.date + seconds) == age)
    }

    private func group(
        _ state: String?,
        _ count: Int,
        isFinal: Bool = true,
        code: String? = nil
    ) -> DeliveryGroup {
        var group = DeliveryGroup(provider: "plivo", count: count)
        (group.state, group.isFinal, group.errorCode) = (state, isFinal, code)
        return group
    }

    @Test func `states are counted, what is not known too`() {
        let groups = [
            group("delivered", 7), group("sent", 2, isFinal: false), group(nil, 3, isFinal: false),
            group("a word of a later version", 1),
        ]
        let tally = DeliveryTally(groups, currency: "USD")
        #expect(tally.messages == 13 && tally.open == 5)
        #expect(tally.states == [.delivered: 7, .sent: 2, .unknown: 4])
        #expect(tally.failures.isEmpty && tally.costs.isEmpty)
    }

    @Test func `prices are added up exactly, by currency`() {
        var groups = [
            group("delivered", 3), group("sent", 1), group("delivered", 2), group("delivered", 9),
        ]
        (groups[0].cost, groups[0].currency) = ("0.1", "USD")
        groups[1].cost = "0.2"
        (groups[2].cost, groups[2].currency) = ("1", "EUR")
        let tally = DeliveryTally(groups, currency: "USD")
        #expect(tally.costs == ["USD": Decimal(string: "0.5") ?? 0, "EUR": 2] && tally.priced == 6)
    }

    @Test func `failures are grouped by their code, the commonest first`() {
        var groups = [
            group("undelivered", 2, code: "50"), group("failed", 5, code: "30"),
            group("undelivered", 2, code: "200"),
            group("expired", 1), group("delivered", 9),
        ]
        groups[1].detail = "taken for spam"
        let ranked = DeliveryTally(groups, currency: "USD").rankedFailures
        #expect(
            ranked.map(\.failure.code) == ["30", "200", "50", ""]
                && ranked.map(\.count) == [5, 2, 2, 1]
        )
        #expect(
            ranked.first?.failure.meaning == "taken for spam"
                && ranked.last?.failure.state == .expired
        )
    }

    @Test(
        arguments: [
            (nil, .settled), (.signal(2), .signal(2)), (.signal(15), .signal(15)),
            (.unreachable("x"), .incomplete),
        ] as [(StopCause?, RunEnding)]
    )
    func `the ending says whether all was asked`(cause: StopCause?, ending: RunEnding) {
        var inquiries = StatusInquiries()
        inquiries.stopCause = cause
        #expect(inquiries.ending == ending)
    }
}
