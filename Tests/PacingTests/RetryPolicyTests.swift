// SPDX-License-Identifier: Apache-2.0

import Pacing
import Testing

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy(attempts: 5, base: .milliseconds(500), cap: .seconds(30))

    @Test(
        arguments: [
            (1, 0), (2, 0.5), (3, 1), (4, 2), (7, 16), (8, 30), (9, 30), (Int.max, 30), (0, 0),
            (Int.min, 0),
        ]
            as [(Int, Double)]
    )
    func `the bound of the delay doubles up to the cap`(attempt: Int, seconds: Double) {
        #expect(policy.delay(beforeAttempt: attempt, random: 1) == .seconds(seconds))
    }

    @Test func `the delay is even between zero and the bound`() {
        #expect(policy.delay(beforeAttempt: 4, random: 0) == .zero)
        #expect(policy.delay(beforeAttempt: 4, random: 0.25) == .milliseconds(500))
        #expect(policy.delay(beforeAttempt: 4, random: 7) == .seconds(2))
        #expect(policy.delay(beforeAttempt: 4, random: -1) == .zero)
    }

    @Test func `so many tries are made as configured`() {
        #expect((1...10).filter(policy.allowsAnother(after:)) == [1, 2, 3, 4])
        #expect(RetryPolicy(attempts: -3, base: .zero, cap: .zero).attempts == 1)
    }

    @Test func `a base beyond the cap is cut, and no base gives no delay`() {
        let cut = RetryPolicy(attempts: 3, base: .seconds(60), cap: .seconds(30))
        #expect(cut.delay(beforeAttempt: 2, random: 1) == .seconds(30))
        let none = RetryPolicy(attempts: 3, base: .zero, cap: .seconds(30))
        #expect(none.delay(beforeAttempt: 3, random: 1) == .zero)
    }
}
