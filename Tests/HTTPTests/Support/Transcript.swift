// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// The output of a process, read on a thread of its own, in which a test waits for words.
final class Transcript: Sendable {
    private let bytes = Awaited(Data())

    init(reading handle: FileHandle) {
        Thread { [bytes] in
            while case let chunk = handle.availableData, !chunk.isEmpty {
                bytes.change { $0.append(chunk) }
            }
        }.start()
    }

    /// The output so far, read as UTF-8.
    var text: String { String(decoding: bytes.value, as: UTF8.self) }

    /// Returns when the words are in the output.
    func wait(for words: String) async {
        await bytes.wait { $0.range(of: Data(words.utf8)) != nil }
    }
}
