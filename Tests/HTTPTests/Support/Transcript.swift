// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics

/// The output of a process, read on a thread of its own, in which a test waits for words.
final class Transcript: Sendable {
    private struct State {
        var bytes = Data()
        var watchers = WaitList<Bool>()
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
        let bytes = Data(words.utf8)
        var isThere = false
        while !isThere {
            isThere = await state.wait(in: \.watchers) { state in
                state.bytes.range(of: bytes) == nil ? nil : true
            }
        }
    }

    private func append(_ chunk: Data) {
        let watchers = state.withLock { state in
            state.bytes.append(chunk)
            return state.watchers.removeAll()
        }
        for watcher in watchers { watcher.resume(returning: false) }
    }
}
