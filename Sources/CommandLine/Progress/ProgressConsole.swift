// SPDX-License-Identifier: Apache-2.0

import Campaign
import HTTP
import Ledger
import Locking

/// A console that shows progress on standard error and keeps it apart from all other text.
///
/// Whatever is written goes through here: the live line makes room for it, and among JSON events it becomes an event.
package final class ProgressConsole: Console {
    /// How often a run is looked at.
    private static let interval = Duration.milliseconds(100)

    private let base: any Console
    private let mode: ProgressMode
    private let hasBar: Bool
    private let time: any Timekeeper
    private let course = Guarded<ProgressCourse?>(nil)
    private let stream: Guarded<ProgressStream>

    /// Makes a console in front of another one.
    ///
    /// - Parameters:
    ///   - base: Where everything goes in the end.
    ///   - mode: How progress is shown.
    ///   - hasBar: Whether the live line has a bar.
    ///   - time: The clock.
    init(_ base: any Console, mode: ProgressMode, hasBar: Bool = true, time: any Timekeeper = SystemTime()) {
        (self.base, self.mode, self.hasBar, self.time) = (base, mode, hasBar, time)
        stream = Guarded(ProgressStream(isLive: mode == .live))
    }

    /// Begins a phase.
    package func begin(_ state: ProgressState) {
        stream.withLock { $0.isOpen = true }
        let fresh = ProgressCourse(state, mode, at: time.now)
        course.withLock { $0 = fresh }
    }

    /// Changes the state of the phase that is under way; nothing is drawn.
    package func update(_ change: @Sendable (inout ProgressState) -> Void) {
        course.withLock { course in
            guard var changed = course else { return }
            change(&changed.state)
            course = changed
        }
    }

    /// Shows the state where it is time.
    package func tick() {
        let now = time.now
        guard let state = course.withLock({ $0?.step(at: now) }) else { return }
        switch mode {
        case .live:
            let line = ProgressLine(state, hasBar: hasBar).render(width: base.width - 1)
            stream.withLock { stream in stream.frame(line).map { base.write($0, to: .error) } }
        case .plain: writeWhileOpen(ProgressSentence(state: state).text + "\n")
        case .json: writeWhileOpen(line("progress", ProgressEvent.members(state)))
        case .none: break
        }
    }

    /// Shows the state again and again until the task is cancelled.
    package func keepShowing() async {
        while !Task.isCancelled {
            tick()
            do { try await time.sleep(until: time.now + Self.interval) } catch { return }
        }
    }

    /// Ends the phase, and takes the line away.
    package func end() {
        course.withLock { $0 = nil }
        stream.withLock { stream in
            stream.isOpen = false
            base.write(stream.clearing, to: .error)
        }
    }

    /// Writes an event of `--progress json`; nothing in other modes.
    func event(_ name: String, _ members: [JSONText.Member]) {
        guard mode == .json else { return }
        let text = line(name, members)
        stream.withLock { _ in base.write(text, to: .error) }
    }

    /// Writes a text, which stays whole: the live line is taken away before it.
    package func write(_ text: String, to target: ConsoleStream) {
        guard target == .error else { return writeResult(text, to: target) }
        guard mode == .json else {
            return stream.withLock { base.write($0.clearing + $0.passing(text), to: .error) }
        }
        let note = stream.withLock { $0.completed(by: text) }
        if let note { event("note", ProgressEvent.members(note: note)) }
    }

    /// Whether a stream is a terminal; one that carries JSON counts as none.
    package func isTerminal(_ stream: ConsoleStream) -> Bool {
        !(mode == .json && stream == .error) && base.isTerminal(stream)
    }

    /// The columns of the terminal.
    package var width: Int { base.width }

    /// Reads an answer; what was asked becomes an event among JSON.
    package func readLine() -> String? {
        if let question = stream.withLock({ $0.interrupted() }) { event("question", [("text", .string(question))]) }
        return base.readLine()
    }

    private func writeResult(_ text: String, to target: ConsoleStream) {
        stream.withLock { stream in
            if base.isTerminal(target) { base.write(stream.clearing, to: .error) }
            base.write(text, to: target)
        }
    }

    private func writeWhileOpen(_ text: String) {
        stream.withLock { if $0.isOpen { base.write(text, to: .error) } }
    }

    private func line(_ name: String, _ members: [JSONText.Member]) -> String {
        let head: [JSONText.Member] = [("event", .string(name)), ("at", .string(Timestamp.text(time.date)))]
        return JSONText.object(head + members).text + "\n"
    }
}
