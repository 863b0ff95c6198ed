// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import SQLite
import Testing

@testable import Basics
@testable import Ledger

/// What caps count.
@Suite final class SpendingTests: BegunCampaign {
    private func intend(_ index: Int, replacing: Intent.Replacement = .nothing) async throws {
        var intent = try LedgerBench.intent(index, in: campaign, replacing: replacing)
        intent.segments = 2
        intent.expectedCost = "0.02"
        _ = try await ledger.recordIntent(intent)
    }

    private func end(_ index: Int, _ ending: Outcome.Ending, takesBack: Bool = false) async throws {
        var outcome = try LedgerBench.outcome(index, in: campaign, ending)
        outcome.takesBackSecond = takesBack
        try await ledger.recordOutcome(outcome)
    }

    private func messages() async throws -> Int {
        try await ledger.spending(in: campaign).reduce(0) { $0 + $1.messages }
    }

    @Test func `what was accepted or may have been counts, and nothing else`() async throws {
        for index in 1...5 { try await intend(index) }
        for (index, ending) in [
            (1, Outcome.Ending.sent), (2, .failed), (3, .unconfirmed), (4, .notAccepted),
        ] {
            try await end(index, ending)
        }
        let groups = try await ledger.spending(in: campaign)
        #expect(
            groups.reduce(0) { $0 + $1.messages } == 3 && groups.reduce(0) { $0 + $1.segments } == 6
        )
        #expect(groups.allSatisfy { $0.price == "0.02" })
        #expect(
            try await ledger.spending(at: "plivo", since: bench.date).reduce(0) { $0 + $1.messages }
                == 3
        )
        #expect(try await ledger.spending(at: "telnyx", since: bench.date).isEmpty)
    }

    @Test func `what is under way when a day begins counts for that day too`() async throws {
        for index in 1...4 { try await intend(index) }
        try await end(1, .sent)
        bench.date += 2
        let midnight = bench.date - 1
        try await end(2, .sent)
        try await end(3, .unconfirmed)
        try await end(4, .failed)
        #expect(
            try await ledger.spending(at: "plivo", since: midnight).reduce(0) { $0 + $1.messages }
                == 2
        )
        #expect(
            try await ledger.spending(at: "plivo", since: bench.date + 1).reduce(0) {
                $0 + $1.messages
            } == 0
        )
    }

    @Test
    func
        `a second message beside an unconfirmed one counts, unless it was certainly not accepted`()
        async throws
    {
        try await intend(1)
        try await end(1, .unconfirmed)
        try await intend(1, replacing: .unconfirmed)
        #expect(try await messages() == 2)
        try await end(1, .unconfirmed, takesBack: true)
        #expect(try await messages() == 1)
        try await intend(1, replacing: .unconfirmed)
        try await end(1, .sent)
        #expect(try await messages() == 2)
    }

    @Test func `a second try of a refused message counts once`() async throws {
        try await intend(1)
        try await end(1, .failed)
        try await intend(1, replacing: .failed)
        try await end(1, .sent)
        #expect(try await messages() == 1)
    }

    @Test(arguments: [true, false])
    func `lookups count until they are taken back`(isDurable: Bool) async throws {
        let requests = try (1...3).map {
            LookupRequest(
                campaign: campaign,
                number: try LedgerBench.number($0),
                price: $0 == 3 ? nil : "0.005"
            )
        }
        for request in requests + requests {
            try await ledger.recordLookupRequest(request, isDurable: isDurable)
        }
        try await ledger.withdrawLookupRequest(requests[0])
        try await ledger.withdrawLookupRequest(requests[0])
        // The calls above may return early; this one does not.
        try await ledger.recordLookupRequest(requests[1], isDurable: true)
        let groups = try await ledger.spending(in: campaign)
        #expect(
            Dictionary(uniqueKeysWithValues: groups.map { ($0.price, $0.lookups) }) == [
                "0.005": 3, nil: 2,
            ]
        )
    }

    @Test func `a forgotten campaign or number leaves no lookups`() async throws {
        let request = LookupRequest(
            campaign: campaign,
            number: try LedgerBench.number(1),
            price: "1"
        )
        try await ledger.recordLookupRequest(request, isDurable: true)
        _ = try await ledger.forget(request.number)
        #expect(try await ledger.spending(in: campaign).isEmpty)
        try await ledger.recordLookupRequest(request, isDurable: true)
        _ = try await ledger.forget(campaign)
        let left = try bench.witness().first("SELECT count(*) AS n FROM lookup_requests") {
            row throws(SQLiteError) in
            try row.integer("n")
        }
        #expect(left == 0)
    }
}
