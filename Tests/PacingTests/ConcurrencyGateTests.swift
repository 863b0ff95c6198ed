// SPDX-License-Identifier: Apache-2.0

import Pacing
import Testing

@Suite(.timeLimit(.minutes(1))) struct ConcurrencyGateTests {
    @Test(arguments: [1, 3, 8])
    func `never more are inside than the limit`(limit: Int) async throws {
        let gate = ConcurrencyGate(limit: limit)
        let occupancy = Occupancy()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await gate.pass {
                        occupancy.enter()
                        await Task.yield()
                        occupancy.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect((1...limit).contains(occupancy.highest))
        #expect(occupancy.present == 0)
    }

    @Test func `a task cancelled while it waits does not enter, and takes no place`() async throws {
        let gate = ConcurrencyGate(limit: 1)
        try await gate.enter()
        let entered = await withTaskGroup(of: Bool.self) { group in
            group.addTask { (try? await gate.enter()) != nil }
            group.cancelAll()
            return await group.next()
        }
        #expect(entered == false)
        gate.leave()
        try await gate.enter()
        gate.leave()
    }
}
