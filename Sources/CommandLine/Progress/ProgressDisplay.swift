// SPDX-License-Identifier: Apache-2.0

/// Shows a run's progress on a terminal, in one line that is drawn over and over.
package struct ProgressDisplay: Sendable {
    /// Drawing more often than this helps nobody.
    private static let interval = Duration.milliseconds(100)

    private let console: any Console
    private var clock = ProgressClock()
    private var nextDrawing: Duration?
    private var isShown = false

    /// Makes a display on standard error; nil where that is no terminal or the user wants quiet.
    package init?(context: CommandContext, quiet: Bool) {
        guard !quiet, context.console.isTerminal(.error), context.environment["TERM"] != "dumb" else { return nil }
        console = context.console
    }

    /// Draws the state, unless it was drawn a moment ago.
    ///
    /// - Parameters:
    ///   - state: How far the run is.
    ///   - now: The time on any clock that never goes back.
    package mutating func update(_ state: ProgressState, at now: Duration) {
        if let nextDrawing, now < nextDrawing { return }
        nextDrawing = now + Self.interval
        var state = state
        clock.complete(&state, at: now)
        // One column stays free, since some terminals wrap after the last. CSI K clears the rest of the line (ECMA-48 §8.3.41).
        console.write("\r" + ProgressLine(state).render(width: console.width - 1) + "\u{1B}[K", to: .error)
        isShown = true
    }

    /// Takes the line away, so that other text can be written.
    package mutating func clear() {
        guard isShown else { return }
        console.write("\r\u{1B}[K", to: .error)
        isShown = false
        nextDrawing = nil
    }
}
