// SPDX-License-Identifier: Apache-2.0

import Basics
import Commands
import ReportPage
import TerminalKit

/// A console that keeps what is written and answers from a list.
final class CapturedConsole: Console {
    private struct State {
        var texts: [ConsoleStream: String] = [:]
        var answers: [String]
    }

    private let state: Guarded<State>
    private let terminals: Set<ConsoleStream>
    let width: Int

    init(terminals: Set<ConsoleStream> = [], width: Int = 80, answers: [String] = []) {
        state = Guarded(State(answers: answers))
        self.terminals = terminals
        self.width = width
    }

    func put(_ text: TerminalText, to stream: ConsoleStream) {
        state.withLock { $0.texts[stream, default: ""] += text.text }
    }

    func isTerminal(_ stream: ConsoleStream) -> Bool { terminals.contains(stream) }

    func readLine() -> String? {
        state.withLock { $0.answers.isEmpty ? nil : $0.answers.removeFirst() }
    }

    /// All that was written to standard output.
    var output: String { state.withLock { $0.texts[.output, default: ""] } }

    /// All that was written to standard error.
    var errors: String { state.withLock { $0.texts[.error, default: ""] } }
}
