// SPDX-License-Identifier: Apache-2.0

import Pacing
import TestSupport
import Testing

extension RateLimiter {
    /// Reserves, waits and leaves; gives the slot.
    @discardableResult fileprivate func turn() async throws -> Slot {
        var slot = reserve()
        while true {
            let look = LastLook(self, try await wait(for: slot)) { true }
            if look.mayLeave() { return look.slot }
            slot = look.slot
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct RateLimiterTests {
    private let time = ManualTime()

    @Test func `turns come in the order of reservation`() async throws {
        let limiter = RateLimiter(Pace(ratePerSecond: 10), time: time)
        let order = Journal<Int>()
        let slots = (0..<4).map { _ in limiter.reserve() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in [2, 0, 3, 1] {
                group.addTask {
                    _ = try await limiter.wait(for: slots[index])
                    order.append(index)
                }
            }
            for count in 1...4 {
                await order.wait(count: count)
                await time.waitUntilSleepers(count: 4 - count)
                if let next = time.nextDeadline { time.advance(to: next) }
            }
            try await group.waitForAll()
        }
        #expect(order.entries == [0, 1, 2, 3])
    }

    @Test func `a missed slot is replaced by a later one`() async throws {
        let limiter = RateLimiter(Pace(ratePerSecond: 10), time: time)
        let slot = limiter.reserve()
        time.advance(by: .seconds(1))
        let used = try await limiter.wait(for: slot)
        #expect(used.closes > slot.closes)
        #expect(used.closes >= time.now)
    }

    @Test func `a request that leaves a second time takes another place`() async throws {
        let limiter = RateLimiter(Pace(ratePerSecond: 10), time: time)
        let look = LastLook(limiter, try await limiter.wait(for: limiter.reserve())) { true }
        #expect(look.mayLeave())
        #expect(!look.mayLeave())
        time.advance(to: look.slot.opens)
        #expect(look.mayLeave())
        #expect(limiter.reserve().opens > time.now)
    }

    @Test func `a push-back holds up those who sleep already`() async throws {
        let limiter = RateLimiter(Pace(ratePerSecond: 10), time: time)
        let refused = try await limiter.turn()
        async let next = limiter.turn()
        await time.waitUntilSleepers(count: 1)
        let resumption = time.now + .seconds(7)
        for _ in 0..<3 {
            limiter.note(.tooFast(asked: .seconds(7), backOff: .seconds(1)), for: refused)
        }
        time.advance(by: .milliseconds(100))
        await time.waitUntilSleepers(count: 1)
        #expect(time.nextDeadline == resumption)
        time.advance(to: resumption)
        #expect(try await next.opens == resumption)
        #expect(limiter.reserve().opens - resumption > .milliseconds(100), "the rate has fallen")
    }

    @Test func `a cancelled task gets no turn`() async {
        let limiter = RateLimiter(Pace(ratePerSecond: 0.001), time: time)
        let reached = await withTaskGroup(of: Bool.self) { group in
            _ = limiter.reserve()
            group.addTask { (try? await limiter.turn()) != nil }
            await time.waitUntilSleepers(count: 1)
            group.cancelAll()
            return await group.next()
        }
        #expect(reached == false)
        #expect(time.sleeperCount == 0)
    }

    @Test func `with the real clock turns are as many as the rate says`() async throws {
        let time = SystemTime()
        let limiter = RateLimiter(Pace(ratePerSecond: 500), time: time)
        let start = time.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<101 { group.addTask { try await limiter.turn() } }
            try await group.waitForAll()
        }
        // 100 intervals of 2 ms, less what may be caught up. How much later depends on the machine.
        #expect(time.now - start >= .milliseconds(150))
    }
}
