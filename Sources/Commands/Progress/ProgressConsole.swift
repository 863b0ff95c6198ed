// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Pacing
import TerminalKit

/// A console that shows progress on standard error and keeps it apart from all other text.
///
/// Whatever is written goes through here: the live line makes room for it, and among JSON events it
/// becomes an event.
final class ProgressConsole: Console {
    /// How often a run is looked at.
    private static let interval = Duration.milliseconds(100)

    private let base: any Console
    private let mode: ProgressMode
    private let hasBar: Bool
    private let time: any Timekeeper
    private let phase = Guarded<OpenPhase?>(nil)
    private let stream: Guarded<ProgressStream>

    /// Makes a console in front of another one.
    ///
    /// - Parameters:
    ///   - base: Where everything goes in the end.
    ///   - mode: How progress is shown.
    ///   - hasBar: Whether the live line has a bar.
    ///   - time: The clock.
    init(
        _ base: any Console, mode: ProgressMode, hasBar: Bool = true,
        time: any Timekeeper = SystemTime()
    ) {
        (self.base, self.mode, self.hasBar, self.time) = (base, mode, hasBar, time)
        stream = Guarded(ProgressStream(isLive: mode == .live))
    }

    /// Begins a phase.
    func begin(_ state: ProgressState) {
        stream.withLock { $0.isOpen = true }
        let fresh = OpenPhase(state, mode, at: time.now)
        phase.withLock { $0 = fresh }
    }

    /// Changes the state of the phase that is under way; nothing is drawn.
    func update(_ change: @Sendable (inout ProgressState) -> Void) {
        phase.withLock { phase in
            guard var changed = phase else { return }
            change(&changed.state)
            phase = changed
        }
    }

    /// Shows the state where it is time.
    func tick() {
        let now = time.now
        guard let state = phase.withLock({ $0?.step(at: now) }) else { return }
        switch mode {
        case .live:
            let line = ProgressLine(state, hasBar: hasBar).render(width: base.width - 1)
            stream.withLock { stream in stream.frame(line).map { base.put($0, to: .error) } }
        case .plain: writeWhileOpen(ProgressSentence(state: state).text)
        case .json: writeWhileOpen(line("progress", ProgressEvent.members(state)))
        case .none: break
        }
    }

    /// Shows the state again and again until the task is cancelled.
    func keepShowing() async {
        while !Task.isCancelled {
            tick()
            do { try await time.sleep(until: time.now + Self.interval) } catch { return }
        }
    }

    /// Ends the phase, and takes the line away.
    func end() {
        phase.withLock { $0 = nil }
        stream.withLock { stream in
            stream.isOpen = false
            base.put(stream.clearing, to: .error)
        }
    }

    /// Writes an event of `--progress json`; nothing in other modes.
    func event(_ name: String, _ members: [JSONText.Member]) {
        guard mode == .json else { return }
        let text = line(name, members)
        stream.withLock { _ in base.writeLine(text, to: .error) }
    }

    /// Writes a text, which stays whole: the live line is taken away before it.
    func put(_ text: TerminalText, to target: ConsoleStream) {
        guard target == .error else { return writeResult(text, to: target) }
        guard mode == .json else {
            return stream.withLock { base.put($0.clearing + $0.passing(text), to: .error) }
        }
        let note = stream.withLock { $0.completed(by: text.text) }
        if let note { event("note", ProgressEvent.members(note: note)) }
    }

    /// Whether a stream is a terminal; one that carries JSON counts as none.
    func isTerminal(_ stream: ConsoleStream) -> Bool {
        !(mode == .json && stream == .error) && base.isTerminal(stream)
    }

    /// The columns of the terminal.
    var width: Int { base.width }

    /// Reads an answer; what was asked becomes an event among JSON.
    func readLine() -> String? {
        if let question = stream.withLock({ $0.interrupted() }) {
            event("question", [("text", .string(question))])
        }
        return base.readLine()
    }

    private func writeResult(_ text: TerminalText, to target: ConsoleStream) {
        stream.withLock { stream in
            if base.isTerminal(target) { base.put(stream.clearing, to: .error) }
            base.put(text, to: target)
        }
    }

    private func writeWhileOpen(_ line: String) {
        stream.withLock { if $0.isOpen { base.writeLine(line, to: .error) } }
    }

    private func line(_ name: String, _ members: [JSONText.Member]) -> String {
        let head: [JSONText.Member] = [
            ("event", .string(name)), ("at", .string(Timestamp.text(time.date))),
        ]
        return JSONText.object(head + members).text
    }

    /// A phase that is under way: its state, its pace, and when it is shown next.
    private struct OpenPhase: Sendable {
        /// How far it is, without rate and time left.
        var state: ProgressState
        private var pace: ProgressPace
        private var schedule: ProgressSchedule

        /// Begins a phase.
        init(_ state: ProgressState, _ mode: ProgressMode, at now: Duration) {
            self.state = state
            pace = ProgressPace(limit: state.limit)
            schedule = ProgressSchedule(mode, isPreparation: state.isPreparation, at: now)
            var first = state
            pace.complete(&first, at: now)
        }

        /// The state with rate and time left where it is time to show it.
        mutating func step(at now: Duration) -> ProgressState? {
            guard schedule.isDue(at: now) else { return nil }
            var shown = state
            pace.complete(&shown, at: now)
            return shown
        }
    }
}

/// What stands at the end of standard error: the live line, an unfinished line of others, or
/// nothing.
struct ProgressStream: Sendable {
    /// Whether a phase is under way; a drawing that comes late is dropped.
    var isOpen = false
    private let isLive: Bool
    private var isShown = false
    /// The part of a line that still lacks its line feed.
    private var unfinished = ""

    /// Begins with nothing written.
    init(isLive: Bool) { self.isLive = isLive }

    /// What draws the line; nil where it has no place.
    ///
    /// The cursor goes back to the line's beginning: there a terminal that becomes narrower keeps
    /// it, even where it wraps the line anew.
    mutating func frame(_ line: String) -> TerminalText? {
        guard isLive, isOpen, unfinished.isEmpty else { return nil }
        isShown = true
        return .drawing(line)
    }

    /// What takes the line away; empty where there is none.
    var clearing: TerminalText {
        mutating get {
            defer { isShown = false }
            return isShown ? .clearing : .empty
        }
    }

    /// The text, which is remembered as far as it leaves a line unfinished.
    mutating func passing(_ text: TerminalText) -> TerminalText {
        unfinished = text.text.hasSuffix("\n") ? "" : unfinished + text.text
        return text
    }

    /// The whole text to which this one is the end, without line feeds around it; nil where the end
    /// is still to come, or it is empty.
    mutating func completed(by text: String) -> String? {
        unfinished += text
        guard text.hasSuffix("\n") else { return nil }
        return interrupted()
    }

    /// What was written without a line feed, such as a question, before the user answers it with
    /// one; nil for nothing.
    mutating func interrupted() -> String? {
        defer { unfinished = "" }
        let lines = unfinished.drop { $0.isNewline }
        let text = lines.reversed().drop { $0.isWhitespace }.reversed()
        return text.isEmpty ? nil : String(text)
    }
}

/// How progress is shown (`--progress`).
package enum ProgressMode: String, Sendable, Hashable, CaseIterable {
    /// One line of a terminal, drawn over and over.
    case live
    /// A line now and then, for a log.
    case plain
    /// Events as JSON, one a line, and nothing else on standard error.
    case json
    case none

    /// The words that a user may choose.
    static var words: [String] { allCases.map(\.rawValue) }

    /// What is shown where the user asked for a mode or for nothing: no live line where no terminal
    /// can draw one.
    ///
    /// - Parameters:
    ///   - wish: The user's choice; nil: whatever fits.
    ///   - canDraw: Whether standard error is a terminal that can draw a line over and over.
    init(_ wish: ProgressMode?, canDraw: Bool) {
        let mode = wish ?? .live
        self = mode == .live && !canDraw ? .plain : mode
    }
}

/// The members of the events of `--progress json`; `docs/progress.md` describes them.
enum ProgressEvent {
    /// How far a phase is.
    static func members(_ state: ProgressState) -> [JSONText.Member] {
        var members: [JSONText.Member] = [("phase", .string(state.phase.rawValue))]
        let unit = state.phase == .reading ? "bytes" : "rows"
        members.append((unit + "Done", .integer(state.done)))
        members.append((unit, state.total > 0 ? .integer(state.total) : .null))
        if !state.isPreparation { members += counts(state) }
        members.append(("secondsLeft", number(state.timeLeft.map { $0 / .seconds(1) })))
        if let obstacle = state.obstacle { members.append(("waiting", .string(obstacle))) }
        return members
    }

    /// A text that the program would write as it is; an error or a warning says so in front.
    static func members(note text: String) -> [JSONText.Member] {
        let level = ["error", "warning"].first { text.hasPrefix($0 + ": ") } ?? "info"
        let words = level == "info" ? Substring(text) : text.dropFirst(level.count + 2)
        return [("level", .string(level)), ("text", .string(String(words)))]
    }

    private static func counts(_ state: ProgressState) -> [JSONText.Member] {
        [
            (state.phase == .lookups ? "would_send" : "sent", .integer(state.sent)),
            ("skipped", .integer(state.skipped)), ("failed", .integer(state.failed)),
            ("unconfirmed", .integer(state.unconfirmed)), ("pending", .integer(state.pending)),
            ("ratePerSecond", number(state.rate)), ("limitPerSecond", number(state.limit)),
        ]
    }

    /// A number with at most three decimals; null where it is not known.
    static func number(_ value: Double?) -> JSONText {
        guard let value, value.isFinite, value.magnitude < 1e12 else { return .null }
        return .decimal(Decimal(Int((value * 1000).rounded())) / 1000)
    }
}
