// SPDX-License-Identifier: Apache-2.0

/// How far a run is.
package struct ProgressState: Sendable, Hashable {
    /// Rows in all; 0: not known yet.
    package var total = 0
    /// Rows whose line of the report is settled for this run.
    package var done = 0
    /// Messages that the provider accepted.
    package var sent = 0
    /// Rows left out on purpose.
    package var skipped = 0
    /// Messages that the provider refused, and those of which nobody knows.
    package var failed = 0
    /// Rows a second of late; nil: too early to say.
    package var rate: Double?
    /// The time that is left at this rate; nil: too early to say.
    package var timeLeft: Duration?

    /// Makes the state of a run that has not begun.
    package init(total: Int = 0) {
        self.total = total
    }
}
