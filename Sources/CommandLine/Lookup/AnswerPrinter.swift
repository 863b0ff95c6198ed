// SPDX-License-Identifier: Apache-2.0

import Campaign

/// Writes answers to standard output, many at a time.
struct AnswerPrinter {
    private static let flushSize = 64 * 1024

    private let console: any Console
    private let isJSON: Bool
    private var pending = ""

    init(console: any Console, json: Bool) {
        self.console = console
        isJSON = json
    }

    /// Writes an answer as one line.
    mutating func write(_ answer: NumberAnswer) {
        pending += isJSON ? answer.json.text : answer.text
        pending += "\n"
        if pending.utf8.count >= Self.flushSize { flush() }
    }

    /// Writes what is left.
    mutating func flush() {
        guard !pending.isEmpty else { return }
        console.write(pending, to: .output)
        pending = ""
    }
}
