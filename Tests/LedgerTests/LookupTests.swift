// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import Testing

@testable import Basics
@testable import Ledger

@Suite final class LookupTests: EmptyLedger {
    let number: PhoneNumber

    override init() throws {
        number = try LedgerBench.number(1)
        try super.init()
    }

    private func lookup(
        _ lineType: LineType,
        provider: String = "plivo",
        age: TimeInterval = 0
    ) -> CachedLookup {
        CachedLookup(
            provider: provider,
            number: number,
            lineType: lineType,
            carrier: "Example Mobile",
            rawType: "MOBILE",
            lookedUpAt: bench.date - age
        )
    }

    @Test(arguments: LineType.allCases)
    func `an answer is remembered with all that was said`(lineType: LineType) async throws {
        try await ledger.recordLookup(lookup(lineType))
        let found = try await ledger.cachedLookup(number, provider: "plivo", notBefore: bench.date)
        #expect(found == lookup(lineType))
    }

    @Test func `an answer that is too old, or another provider's, does not count`() async throws {
        try await ledger.recordLookup(lookup(.mobile, age: 60))
        #expect(
            try await ledger.cachedLookup(number, provider: "plivo", notBefore: bench.date - 60)
                != nil
        )
        #expect(
            try await ledger.cachedLookup(number, provider: "plivo", notBefore: bench.date - 59.999)
                == nil
        )
        #expect(
            try await ledger.cachedLookup(number, provider: "telnyx", notBefore: .distantPast)
                == nil
        )
    }

    @Test func `a later answer takes the place of an earlier one`() async throws {
        try await ledger.recordLookup(lookup(.fixedLine, age: 60))
        var second = lookup(.mobile)
        second.carrier = nil
        second.rawType = nil
        try await ledger.recordLookup(second)
        #expect(
            try await ledger.cachedLookup(number, provider: "plivo", notBefore: .distantPast)
                == second
        )
    }

    @Test func `answers that arrive together share commits, and none is lost`() async throws {
        let before = await ledger.commits
        try await withThrowingTaskGroup { group in
            for index in 0..<200 {
                var answer = lookup(.mobile)
                answer.number = try LedgerBench.number(index)
                group.addTask { [ledger, answer] in try await ledger.recordLookup(answer) }
            }
            try await group.waitForAll()
        }
        await ledger.close()
        #expect(await ledger.commits - before < 100)
        let next = try bench.open()
        for index in 0..<200 {
            let number = try LedgerBench.number(index)
            #expect(
                try await next.cachedLookup(number, provider: "plivo", notBefore: .distantPast)
                    != nil
            )
        }
    }
}

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
