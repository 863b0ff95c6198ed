// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Basics
@testable import Campaign
@testable import Configuration
@testable import Lists
import Testing

/// The account of caps: never exceeded, whoever asks at the same time.
@Suite struct BudgetTests {
    private static let date = Sample.date

    private func state(
        _ change: (inout CapSettings) -> Void,
        spent: Spending = Spending()
    ) -> BudgetState {
        var caps = CapSettings()
        caps.dayStart.timeZone = "UTC"
        change(&caps)
        return BudgetState(caps, currency: "USD", campaign: spent, today: spent, at: Self.date)
    }

    private final class Counts: Sendable {
        let values = Guarded((held: 0, spent: 0, most: 0))
    }

    private static let message = Spending(messages: 1, segments: 2, cost: 1)

    @Test(arguments: Cap.allCases)
    func `a thousand tasks at once spend exactly what the cap allows`(cap: Cap) async {
        let limit = cap == .segmentsPerDay ? 600 : 300
        let budget = Budget(
            state {
                switch cap {
                case .messages: $0.messages = limit
                case .cost: $0.cost = Decimal(limit)
                case .perDay: $0.perDay = limit
                case .segmentsPerDay: $0.segmentsPerDay = limit
                }
            },
            prices: PriceSettings()
        ) { Self.date }
        let counts = Counts()
        let refused = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<1000 {
                group.addTask {
                    switch budget.enter(Self.message) {
                    case .granted: break
                    case .refused: return true
                    case .waiting(let id): if await budget.wait(for: id) != nil { return true }
                    }
                    counts.values.withLock { counts in
                        counts.held += 1
                        counts.most = max(counts.most, counts.held + counts.spent)
                    }
                    for _ in 0..<index % 7 { await Task.yield() }
                    let isSpent = index % 3 != 0
                    counts.values.withLock { counts in
                        counts.held -= 1
                        counts.spent += isSpent ? 1 : 0
                    }
                    budget.settle(Self.message, isSpent: isSpent)
                    return false
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        let sums = counts.values.withLock { $0 }
        #expect(sums.spent == 300 && sums.most == 300 && refused > 0 && budget.reached?.cap == cap)
    }

    @Test func `who does not fit beside those under way waits for them`() {
        var state = state { $0.messages = 2 }
        #expect(state.decide(on: Self.message, at: Self.date) == .granted)
        #expect(state.decide(on: Self.message, at: Self.date) == .granted)
        #expect(state.decide(on: Self.message, at: Self.date) == .wait)
        state.release(Self.message)
        #expect(state.decide(on: Self.message, at: Self.date) == .granted)
    }

    @Test func `once a cap has refused somebody, it refuses everybody`() {
        var state = state({ $0.cost = 10 }, spent: Spending(messages: 9, segments: 9, cost: 9))
        guard
            case .refused(let reached) = state.decide(
                on: Spending(messages: 1, segments: 2, cost: 2),
                at: Self.date
            )
        else {
            Issue.record("granted")
            return
        }
        #expect(reached.used == 9 && reached.limit == 10 && reached.need == 2)
        #expect(
            state.decide(on: Spending(messages: 1, segments: 1, cost: 1), at: Self.date)
                == .refused(reached)
        )
    }

    @Test func `what is under way when the day ends counts for the next one too`() {
        var state = state { $0.perDay = 2 }
        #expect(state.decide(on: Self.message, at: Self.date) == .granted)
        state.spend(Self.message, at: Self.date)
        #expect(state.decide(on: Self.message, at: Self.date) == .granted)
        let tomorrow = Self.date.addingTimeInterval(86_400)
        #expect(state.decide(on: Self.message, at: tomorrow) == .granted)
        #expect(state.decide(on: Self.message, at: tomorrow) == .wait)
    }

    @Test func `what costs nothing is not held back by a cap on costs`() {
        var state = state({ $0.cost = 1 }, spent: Spending(messages: 1, segments: 1, cost: 1))
        #expect(state.decide(on: Spending(messages: 1, segments: 1), at: Self.date) == .granted)
    }
}
