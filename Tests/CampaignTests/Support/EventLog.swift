// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
import Pacing

/// What happened in a run, in its order, each with its time.
final class EventLog: Sendable {
    private let entries = Guarded([(time: Duration, words: String)]())
    let time: any Timekeeper

    init(_ time: any Timekeeper) {
        self.time = time
    }

    /// The events as words: `POST +12025550123`, `intent +12025550123`, `outcome +12025550123
    /// sent`.
    var words: [String] { entries.withLock { $0.map(\.words) } }

    func note(_ words: String) {
        let now = time.now
        entries.withLock { $0.append((now, words)) }
    }

    /// The events about one number.
    func words(about number: String) -> [String] {
        words.filter { $0.contains(number) }.map { $0.replacing(" " + number, with: "") }
    }

    func count(_ beginning: String) -> Int { words.count { $0.hasPrefix(beginning) } }

    /// When events that begin so happened.
    func times(_ beginning: String) -> [Duration] {
        entries.withLock { $0.filter { $0.words.hasPrefix(beginning) }.map(\.time) }
    }
}
