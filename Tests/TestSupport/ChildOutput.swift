// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics

/// What a program has written to one stream so far, and those who wait for more of it.
final class ChildOutput: Sendable {
    private struct Waiter {
        /// nil waits for the end.
        let text: String?
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var bytes = Data()
        var hasEnded = false
        var waiters: [Waiter] = []

        var text: String { String(decoding: bytes, as: UTF8.self) }

        /// The answer to a waiter; nil while there is none.
        func answer(to text: String?) -> Bool? {
            if let text, self.text.contains(text) { return true }
            return hasEnded ? text == nil : nil
        }

        mutating func takeAnswered() -> [(Waiter, Bool)] {
            let all = waiters
            let answered = all.compactMap { waiter in answer(to: waiter.text).map { (waiter, $0) } }
            waiters = all.filter { answer(to: $0.text) == nil }
            return answered
        }
    }

    private let state = Guarded(State())

    /// Everything so far, read as UTF-8.
    var soFar: String { state.withLock(\.text) }

    /// Adds what was read.
    func append(_ data: Data) {
        change { $0.bytes.append(data) }
    }

    /// Says that no more will come.
    func end() {
        change { $0.hasEnded = true }
    }

    /// Waits until a text has been written; false where the stream ends without it.
    func waitFor(_ text: String) async -> Bool {
        await wait(text)
    }

    /// Waits for the end and returns everything, read as UTF-8.
    func whole() async -> String {
        _ = await wait(nil)
        return state.withLock(\.text)
    }

    private func wait(_ text: String?) async -> Bool {
        await withCheckedContinuation { continuation in
            let answer = state.withLock { state in
                let answer = state.answer(to: text)
                if answer == nil {
                    state.waiters.append(Waiter(text: text, continuation: continuation))
                }
                return answer
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let answered = state.withLock { state in
            body(&state)
            return state.takeAnswered()
        }
        for (waiter, answer) in answered { waiter.continuation.resume(returning: answer) }
    }
}
