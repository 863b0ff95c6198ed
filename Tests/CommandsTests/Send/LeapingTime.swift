// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import HTTP
import Pacing

/// The system's clock, but for long sleeps: it leaps over them.
final class LeapingTime: Timekeeper {
    private let system = SystemTime()
    private let lead = Guarded(Duration.zero)
    private let begin: Duration
    private let start: Date

    /// Makes a clock that shows a date now.
    init(date: Date) {
        (start, begin) = (date, SystemTime().now)
    }

    var now: Duration { system.now + lead.withLock { $0 } }

    var date: Date { start.addingTimeInterval((now - begin) / .seconds(1)) }

    func sleep(until deadline: Duration) async throws(CancellationError) {
        let left = deadline - now
        guard left > Self.longest else { return try await system.sleep(until: system.now + left) }
        guard !Task.isCancelled else { throw CancellationError() }
        lead.withLock { $0 += left }
    }

    /// Runs themselves pause for less; whoever waits for a window looks at the clock every minute.
    private static let longest = Duration.seconds(20)
}
