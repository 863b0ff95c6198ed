// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Ledger
import PhoneNumbers
import Testing

@Suite struct RecallTests {
    @Test func `what is remembered of many numbers comes in one answer`() async throws {
        let bench = try LedgerBench()
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        let numbers = try (1...4).map { try LedgerBench.number($0) }
        _ = try await ledger.recordIntent(try LedgerBench.intent(1, in: campaign))
        let lookup = CachedLookup(
            provider: "plivo",
            number: numbers[1],
            lineType: .mobile,
            lookedUpAt: bench.date
        )
        try await ledger.recordLookup(lookup)
        try await ledger.addOptOut(
            OptOut(number: numbers[2], provider: nil, source: .user, date: bench.date)
        )

        let found = try await ledger.recall(
            numbers,
            campaign: campaign,
            provider: "plivo",
            notBefore: .distantPast
        )
        #expect(Set(found.keys) == Set(numbers.prefix(3)))
        #expect(found[numbers[0]]?.message?.state == .intent)
        #expect(found[numbers[1]]?.lookup == lookup)
        #expect(found[numbers[2]]?.isOptedOut == true)

        let fresh = try await ledger.recall(
            numbers,
            campaign: nil,
            provider: "telnyx",
            notBefore: .distantPast
        )
        #expect(Set(fresh.keys) == [numbers[2]])
    }
}
