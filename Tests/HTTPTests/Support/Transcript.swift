// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics

/// The output of a process, read on a thread of its own, in which a test waits for words.
final class Transcript: Sendable {
    private struct State {
        var bytes = Data()
        var watchers: [(words: String, continuation: CheckedContinuation<Void, Never>)] = []

        mutating func takeContent() -> [CheckedContinuation<Void, Never>] {
            let content = watchers.filter { bytes.range(of: Data($0.words.utf8)) != nil }
            watchers.removeAll { bytes.range(of: Data($0.words.utf8)) != nil }
            return content.map(\.continuation)
        }
    }

    private let state = Guarded(State())

    /// Begins to read.
    init(reading handle: FileHandle) {
        Thread { [self] in
            while case let chunk = handle.availableData, !chunk.isEmpty { append(chunk) }
        }.start()
    }

    /// The output so far, read as UTF-8.
    var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

    /// Returns when the words are in the output.
    func wait(for words: String) async {
        await withCheckedContinuation { continuation in
            let content = state.withLock { state in
                state.watchers.append((words, continuation))
                return state.takeContent()
            }
            for continuation in content { continuation.resume() }
        }
    }

    private func append(_ chunk: Data) {
        let content = state.withLock { state in
            state.bytes.append(chunk)
            return state.takeContent()
        }
        for continuation in content { continuation.resume() }
    }
}
