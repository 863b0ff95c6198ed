// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Foundation
import TestSupport
import Testing

@Suite struct StopSwitchTests {
    @Test func `several tasks wait, one after the other and at once`() async {
        let stop = StopSwitch()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await stop.wait() }
            group.cancelAll()
        }
        #expect(stop.cause == nil)
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...3 { group.addTask { await stop.wait() } }
            #expect(stop.raise(.signal(2)) && !stop.raise(.signal(15)))
        }
        await stop.wait()
        #expect(stop.cause == .signal(2))
    }

    @Test func `a wait ends with the date, also where the clock does not tick`() async {
        let (stop, time) = (StopSwitch(), JumpingTime())
        let date = time.date.addingTimeInterval(3600)
        await stop.wait(until: date, by: time)
        #expect(time.date >= date && time.date < date + 1 && stop.cause == nil)
    }

    @Test func `a wait ends at once where the run is to end`() async {
        let (stop, time) = (StopSwitch(), ManualTime())
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await stop.wait(until: time.date.addingTimeInterval(3600), by: time) }
            await time.waitUntilSleepers(count: 1)
            stop.raise(.signal(2))
        }
        #expect(stop.cause == .signal(2))
    }
}
