// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

/// A clock that can be replaced in tests.
package protocol Timekeeper: Sendable {
    /// Monotonic time since an arbitrary origin, the same for every instance of one type in a process.
    var now: Duration { get }

    /// The wall clock.
    var date: Date { get }

    /// Sleeps until `now` has reached the deadline; returns at once when it is past.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before.
    func sleep(until deadline: Duration) async throws(CancellationError)
}
