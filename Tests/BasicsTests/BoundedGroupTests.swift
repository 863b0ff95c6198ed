// SPDX-License-Identifier: Apache-2.0

import Basics
import Testing

@Suite(.timeLimit(.minutes(1))) struct BoundedGroupTests {
    private struct Broken: Error, Equatable {}

    /// Counts the work under way.
    private final class Occupancy: Sendable {
        private let counts = Guarded((present: 0, highest: 0))

        var present: Int { counts.withLock { $0.present } }
        var highest: Int { counts.withLock { $0.highest } }

        func enter() {
            counts.withLock { counts in
                counts.present += 1
                counts.highest = max(counts.highest, counts.present)
            }
        }

        func leave() { counts.withLock { $0.present -= 1 } }
    }

    /// Something that tasks wait for, until they are cancelled at the latest.
    private final class Signal: Sendable {
        struct State {
            var isGiven = false
            var waiting = WaitList<Bool>()
        }

        private let state = Guarded(State())

        var count: Int { state.withLock { $0.waiting.count } }

        /// - Returns: whether the signal came; false where the task was cancelled.
        func wait() async -> Bool {
            await state.wait(in: \.waiting, ifCancelled: false) { $0.isGiven ? true : nil }
        }

        func give() {
            let waiting = state.withLock { state in
                state.isGiven = true
                return state.waiting.removeAll()
            }
            for waiter in waiting { waiter.resume(returning: true) }
        }

        func until(waiting count: Int) async {
            while self.count != count { await Task.yield() }
        }
    }

    private let occupancy = Occupancy()
    private let signal = Signal()

    @Test(arguments: [0, 1, 3, 8])
    func `all is done, and never more at once than the width`(width: Int) async {
        var inputs = (0..<200).makeIterator()
        var outputs: [Int] = []
        await boundedGroup(width: width) {
            // Nothing is taken on before there is room for it.
            #expect(occupancy.present < max(1, width))
            return inputs.next()
        } work: { [occupancy] input in
            occupancy.enter()
            await Task.yield()
            occupancy.leave()
            return input * 2
        } each: { output in
            outputs.append(output)
        }
        #expect(outputs.sorted() == (0..<200).map { $0 * 2 })
        #expect((1...max(1, width)).contains(occupancy.highest) && occupancy.present == 0)
    }

    @Test func `where there is no input for now it is asked again after each piece of work`() async
    {
        var script: [Int?] = [1, nil, 2, 3, nil, nil, 4]
        var outputs: [Int] = []
        await boundedGroup(width: 4) {
            script.isEmpty ? nil : script.removeFirst()
        } work: { input in
            input
        } each: { output in
            outputs.append(output)
        }
        #expect(outputs.sorted() == [1, 2, 3, 4])
    }

    @Test(arguments: [true, false])
    func `an error cancels what is under way, and comes when that has ended`(
        inNext: Bool
    ) async throws {
        var given = 0
        await #expect(throws: Broken.self) {
            try await boundedGroup(width: 3) { () async throws(Broken) -> Int? in
                if inNext, given == 2 {
                    await signal.until(waiting: 2)
                    throw Broken()
                }
                given += 1
                return given
            } work: { [occupancy, signal] input in
                occupancy.enter()
                // The first one ends by itself where its end is what breaks the rest.
                if inNext || input > 1 { _ = await signal.wait() }
                occupancy.leave()
            } each: { _ throws(Broken) in
                throw Broken()
            }
        }
        #expect(occupancy.present == 0 && signal.count == 0)
    }

    @Test func `what is under way is cancelled on a word, and the rest is still asked for`() async {
        let word = Signal()
        let inputs = Guarded(0)
        var outputs: [Bool] = []
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await signal.until(waiting: 2)
                word.give()
            }
            await boundedGroup(width: 2, cancelWhen: { _ = await word.wait() }) {
                inputs.withLock { count in
                    count += 1
                    return count <= 5 ? count : nil
                }
            } work: { [signal] _ in
                await signal.wait()
            } each: { output in
                outputs.append(output)
            }
        }
        #expect(outputs == Array(repeating: false, count: 5))
    }

    @Test func `the cancellation of the task around it reaches the work`() async {
        let outputs = await withTaskGroup(of: [Bool].self) { [signal] group in
            group.addTask {
                var outputs: [Bool] = []
                var inputs = (0..<3).makeIterator()
                await boundedGroup(width: 3) {
                    inputs.next()
                } work: { _ in
                    await signal.wait()
                } each: { output in
                    outputs.append(output)
                }
                return outputs
            }
            await signal.until(waiting: 3)
            group.cancelAll()
            return await group.next()
        }
        #expect(outputs == [false, false, false])
    }

    @Test func `each series of inputs is enclosed`() async {
        let isFilling = Guarded(false)
        var inputs = (0..<20).makeIterator()
        await boundedGroup(
            width: 3,
            willFill: { isFilling.withLock { $0 = true } },
            didFill: { isFilling.withLock { $0 = false } }
        ) {
            #expect(isFilling.withLock { $0 })
            return inputs.next()
        } work: { input in
            input
        } each: { _ in
            #expect(!isFilling.withLock { $0 })
        }
        #expect(inputs.next() == nil)
    }
}
