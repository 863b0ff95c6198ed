// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import Testing

@testable import Basics
@testable import Ledger

@Suite struct LookupTests {
    let bench: LedgerBench
    let ledger: Ledger
    let number: PhoneNumber

    init() throws {
        bench = try LedgerBench()
        ledger = try bench.open()
        number = try LedgerBench.number(1)
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
                group.addTask { [answer] in try await ledger.recordLookup(answer) }
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
