// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
import Pacing
import Foundation

/// The virtual clock as the pipeline sees it: sleepers wake on time, or a little late, as on a busy
/// computer.
struct SimulatedTime: Timekeeper {
    let world: World

    var now: Duration { world.machine.now }

    var date: Date { world.rails.begin.addingTimeInterval(now / .seconds(1)) }

    static let epoch = Date(timeIntervalSince1970: 1_700_000_000)

    func sleep(until deadline: Duration) async throws(CancellationError) {
        world.machine.checkPresence()
        let lateness = world.state.withLock { $0.lateness() }
        guard await world.machine.sleep(until: deadline + lateness) else {
            throw CancellationError()
        }
    }
}
