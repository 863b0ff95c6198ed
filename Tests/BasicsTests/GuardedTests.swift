// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Basics
import Testing

@Suite struct GuardedTests {
    @Test func `threads that crowd a value lose nothing, and the thread sanitizer agrees`() {
        let numbers = Shared()
        DispatchQueue.concurrentPerform(iterations: 8) { index in
            for step in 0..<2000 { numbers.add(index * 2000 + step) }
        }
        #expect(numbers.all.sorted() == Array(0..<16000))
    }

    @Test func `a typed error comes through and the lock is free again`() {
        let value = Guarded(1)
        #expect(throws: Refusal()) { try value.withLock { (_) throws(Refusal) in throw Refusal() } }
        #expect(value.withLock { $0 } == 1)
    }
}

private struct Refusal: Error, Equatable {}

private final class Shared: Sendable {
    private let numbers = Guarded<[Int]>([])

    var all: [Int] { numbers.withLock { $0 } }

    func add(_ number: Int) {
        numbers.withLock { $0.append(number) }
    }
}
