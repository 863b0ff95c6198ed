// SPDX-License-Identifier: Apache-2.0

package import HTTP

package import struct Foundation.Date

extension StopSwitch {
    /// Waits for a date on the wall clock; returns before it where the switch is thrown.
    ///
    /// The clock is looked at every minute: it may be set, and a computer that was asleep has not counted the time.
    package func wait(until date: Date, by time: any Timekeeper) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait() }
            group.addTask {
                while case let left = date.timeIntervalSince(time.date), left > 0, !Task.isCancelled {
                    try? await time.sleep(until: time.now + .seconds(min(left, 60)))
                }
            }
            await group.next()
            group.cancelAll()
        }
    }
}
