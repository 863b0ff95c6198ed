// SPDX-License-Identifier: Apache-2.0

/// How progress is shown (`--progress`).
package enum ProgressMode: String, Sendable, Hashable, CaseIterable {
    /// One line of a terminal, drawn over and over.
    case live
    /// A line now and then, for a log.
    case plain
    /// Events as JSON, one a line, and nothing else on standard error.
    case json
    /// Not at all.
    case none

    /// The words that a user may choose.
    package static var words: [String] { allCases.map(\.rawValue) }

    /// What is shown where the user asked for a mode or for nothing: no live line where no terminal can draw one.
    ///
    /// - Parameters:
    ///   - wish: The user's choice; nil: whatever fits.
    ///   - context: Whose standard error it is.
    package init(_ wish: ProgressMode?, in context: CommandContext) {
        let canDraw = context.console.isTerminal(.error) && context.environment["TERM"] != "dumb"
        let mode = wish ?? .live
        self = mode == .live && !canDraw ? .plain : mode
    }
}
