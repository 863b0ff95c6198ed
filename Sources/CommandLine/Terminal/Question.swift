// SPDX-License-Identifier: Apache-2.0

/// A question that only the user may answer.
package struct Question: Sendable {
    private let text: String

    /// Makes a question; it should end with what will happen, and needs no `[y/N]`.
    package init(_ text: String) {
        self.text = text
    }

    /// Asks until the answer is yes or no; an empty answer and the end of input are no.
    ///
    /// - Parameter context: Whose terminal is asked.
    /// - Returns: Whether the user said yes.
    /// - Throws: A failure that names `--yes` where nobody can be asked.
    package func ask(in context: CommandContext) throws(CommandFailure) -> Bool {
        guard context.console.isTerminal(.input) else {
            throw CommandFailure(
                "standard input is not a terminal, so nobody can be asked; add --yes to go on without a question"
            )
        }
        return try SignalWatch.suspended { answer(in: context) }
    }

    private func answer(in context: CommandContext) -> Bool {
        while true {
            context.console.write(text + " [y/N] ", to: .error)
            switch context.console.readLine()?.lowercased() {
            case "y", "yes": return true
            case nil, "", "n", "no": return false
            default: context.console.write("please answer yes or no\n", to: .error)
            }
        }
    }
}
