// SPDX-License-Identifier: Apache-2.0

import Basics
import Testing

@Suite(.timeLimit(.minutes(1))) struct WaitListTests {
    /// A door before which tasks wait until they are called.
    private final class Door: Sendable {
        struct State {
            var isOpen = false
            var waiting = WaitList<String>()
        }

        private let state = Guarded(State())

        /// What the tasks were told, in the order in which they went on.
        let words = Guarded([String]())

        func wait(as name: String) async {
            let word = await state.wait(in: \.waiting, ifCancelled: "cancelled") {
                $0.isOpen ? "open" : nil
            }
            words.withLock { $0.append("\(name) \(word)") }
        }

        func waitToTheEnd() async -> String {
            await state.wait(in: \.waiting) { $0.isOpen ? "open" : nil }
        }

        var count: Int { state.withLock { $0.waiting.count } }

        func open() { state.withLock { $0.isOpen = true } }

        /// Lets the first one go; false where nobody waits.
        @discardableResult
        func call(_ word: String) -> Bool {
            let waiter = state.withLock { $0.waiting.popFirst() }
            waiter?.resume(returning: word)
            return waiter != nil
        }

        func callAll() -> Int {
            let waiters = state.withLock { $0.waiting.removeAll() }
            for waiter in waiters { waiter.resume(returning: "all") }
            return waiters.count
        }

        /// Returns when so many wait.
        func until(waiting count: Int) async {
            while self.count != count { await Task.yield() }
        }

        /// Returns when so many went on.
        func until(gone count: Int) async {
            while words.withLock({ $0.count }) != count { await Task.yield() }
        }
    }

    private let door = Door()

    @Test func `those who wait go on first come, first served`() async {
        await withTaskGroup(of: Void.self) { group in
            for (index, name) in ["first", "second", "third"].enumerated() {
                group.addTask { await door.wait(as: name) }
                await door.until(waiting: index + 1)
            }
            for count in 1...3 {
                #expect(door.call("called"))
                await door.until(gone: count)
            }
            #expect(!door.call("called"))
        }
        #expect(door.words.withLock { $0 } == ["first called", "second called", "third called"])
    }

    @Test func `whoever is cancelled is passed over`() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await door.wait(as: "first") }
            await door.until(waiting: 1)
            await withTaskGroup(of: Void.self) { second in
                second.addTask { await door.wait(as: "second") }
                await door.until(waiting: 2)
                group.addTask { await door.wait(as: "third") }
                await door.until(waiting: 3)
                second.cancelAll()
                await door.until(gone: 1)
            }
            #expect(door.count == 2)
            door.call("called")
            await door.until(gone: 2)
            door.call("called")
        }
        #expect(
            door.words.withLock { $0 } == ["second cancelled", "first called", "third called"]
        )
    }

    @Test func `all go on at once, and others may wait after them`() async {
        await withTaskGroup(of: Void.self) { group in
            for name in ["a", "b"] { group.addTask { await door.wait(as: name) } }
            await door.until(waiting: 2)
            #expect(door.callAll() == 2 && door.callAll() == 0)
            group.addTask { await door.wait(as: "c") }
            await door.until(waiting: 1)
            door.call("called")
        }
        #expect(Set(door.words.withLock { $0 }) == ["a all", "b all", "c called"])
    }

    @Test func `nobody waits where there is nothing to wait for, not even a cancelled task`() async
    {
        door.open()
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask { await door.wait(as: "a") }
        }
        #expect(door.words.withLock { $0 } == ["a open"])
    }

    @Test func `a task that is cancelled already does not wait`() async {
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask { await door.wait(as: "a") }
        }
        #expect(door.words.withLock { $0 } == ["a cancelled"] && door.count == 0)
    }

    @Test func `a wait without a word for it outlasts cancellation`() async {
        let word = await withTaskGroup(of: String.self) { group in
            group.addTask { await door.waitToTheEnd() }
            await door.until(waiting: 1)
            group.cancelAll()
            for _ in 0..<100 { await Task.yield() }
            #expect(door.count == 1)
            door.call("called")
            return await group.next()
        }
        #expect(word == "called")
    }

    @Test func `each of many goes on once, called and cancelled at the same time`() async {
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<500 { group.addTask { await door.wait(as: "\(index)") } }
            await door.until(waiting: 500)
            async let calling: Void = { while door.call("called") {} }()
            group.cancelAll()
            await calling
        }
        let words = door.words.withLock { $0 }
        #expect(words.count == 500 && door.count == 0)
        #expect(Set(words.compactMap { $0.split(separator: " ").first }).count == 500)
    }
}
