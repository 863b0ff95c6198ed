// SPDX-License-Identifier: Apache-2.0

/// Where a command's text goes to and a person's answers come from.
///
/// No call fails: a reader who closed the pipe has seen enough, and must not end a campaign.
package protocol Console: Sendable {
    /// Writes text as it is; a line needs its own line feed.
    func write(_ text: String, to stream: ConsoleStream)

    /// Whether a stream is a terminal.
    func isTerminal(_ stream: ConsoleStream) -> Bool

    /// The columns of the terminal now; 80 where there is none.
    var width: Int { get }

    /// Reads a line of standard input without its line feed; nil at the end.
    func readLine() -> String?
}
