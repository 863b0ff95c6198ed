// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTP
import Locking

/// A clock that jumps to whatever moment somebody sleeps for: a run of hours takes no time, and its waits can be read off.
final class JumpingTime: Timekeeper {
    private let moment = Guarded(Duration.seconds(1000))

    var now: Duration { moment.withLock { $0 } }

    var date: Date { Sample.date.addingTimeInterval((now - .seconds(1000)) / .seconds(1)) }

    func sleep(until deadline: Duration) async throws(CancellationError) {
        guard !Task.isCancelled else { throw CancellationError() }
        moment.withLock { $0 = max($0, deadline) }
        await Task.yield()
    }
}
