// SPDX-License-Identifier: Apache-2.0

/// Tasks that wait for a word, in the order in which they came.
///
/// It lies in the state that its tasks wait for, under the same lock: nobody can change the state
/// between the look at it and the waiting. A task waits with `wait(in:orElse:)` of ``Guarded``;
/// whoever changes the state takes tasks out and resumes them, best when the lock is free again.
package struct WaitList<Word: Sendable>: Sendable {
    /// A task that waits; to be resumed exactly once.
    package typealias Waiter = CheckedContinuation<Word, Never>

    private var lastID: UInt64 = 0
    private var waiters: [UInt64: Waiter] = [:]
    /// The numbers of those who came, in their order; some may have left since.
    private var queue: ArraySlice<UInt64> = []

    /// Makes a list on which nobody waits.
    package init() {}

    /// How many wait.
    package var count: Int { waiters.count }

    /// Takes out the task that has waited longest; `nil` where nobody waits.
    package mutating func popFirst() -> Waiter? {
        while let id = queue.popFirst() {
            if let waiter = waiters.removeValue(forKey: id) { return waiter }
        }
        return nil
    }

    /// Takes out all tasks, in their order.
    package mutating func removeAll() -> [Waiter] {
        defer { (waiters, queue) = ([:], []) }
        return queue.compactMap { waiters[$0] }
    }

    fileprivate mutating func newID() -> UInt64 {
        lastID += 1
        return lastID
    }

    fileprivate mutating func append(_ waiter: Waiter, _ id: UInt64) {
        waiters[id] = waiter
        queue.append(id)
    }

    fileprivate mutating func remove(_ id: UInt64) -> Waiter? {
        // Those who leave must not fill the queue of a list from which nobody is taken in turn.
        defer { if waiters.isEmpty { queue = [] } }
        return waiters.removeValue(forKey: id)
    }
}

extension Guarded where Value: Sendable {
    /// Waits on a list in the value, whatever becomes of the task.
    ///
    /// - Parameters:
    ///   - list: where the list lies.
    ///   - answer: gives the word where there is nothing to wait for; it may be called twice.
    /// - Returns: that word, or the one with which the task was resumed.
    package borrowing func wait<Word: Sendable>(
        in list: any WritableKeyPath<Value, WaitList<Word>> & Sendable,
        unless answer: (inout Value) -> Word?
    ) async -> Word {
        if let word = withLock({ answer(&$0) }) { return word }
        return await withCheckedContinuation { waiter in
            let word = withLock { value in
                if let word = answer(&value) { return Optional(word) }
                value[keyPath: list].append(waiter, value[keyPath: list].newID())
                return nil
            }
            if let word { waiter.resume(returning: word) }
        }
    }

    /// Waits on a list in the value, until the task is cancelled at the latest.
    ///
    /// - Parameters:
    ///   - list: where the list lies.
    ///   - farewell: the word for a task that is cancelled while it waits.
    ///   - answer: gives the word where there is nothing to wait for; it may be called twice.
    /// - Returns: one of those words, or the one with which the task was resumed.
    package borrowing func wait<Word: Sendable>(
        in list: any WritableKeyPath<Value, WaitList<Word>> & Sendable, ifCancelled farewell: Word,
        unless answer: (inout Value) -> Word?
    ) async -> Word {
        if let word = withLock({ answer(&$0) }) { return word }
        let id = withLock { $0[keyPath: list].newID() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let word = withLock { value in
                    // The handler below may have come before the waiter was there.
                    if let word = Task.isCancelled ? farewell : answer(&value) {
                        return Optional(word)
                    }
                    value[keyPath: list].append(waiter, id)
                    return nil
                }
                if let word { waiter.resume(returning: word) }
            }
        } onCancel: {
            withLock { $0[keyPath: list].remove(id) }?.resume(returning: farewell)
        }
    }
}
