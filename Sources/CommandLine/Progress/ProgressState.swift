// SPDX-License-Identifier: Apache-2.0

/// How far a command is.
package struct ProgressState: Sendable, Hashable {
    /// What is being done.
    package enum Phase: String, Sendable, Hashable {
        /// The list is read for the first time; `done` and `total` are bytes.
        case reading
        /// Rows are judged without any request.
        case planning
        /// Messages are sent.
        case sending
        /// Line types are looked up for an exact preview.
        case lookups
    }

    /// What is being done.
    package var phase: Phase
    /// Rows (or bytes) in all; 0: not known.
    package var total: Int
    /// Rows (or bytes) that are finished.
    package var done = 0
    /// Messages that the provider accepted; in a preview, those that would be sent.
    package var sent = 0
    /// Rows left out on purpose.
    package var skipped = 0
    /// Messages that the provider refused.
    package var failed = 0
    /// Messages that may or may not have been accepted.
    package var unconfirmed = 0
    /// Rows that are left for a further run.
    package var pending = 0
    /// What takes time: recipients that were taken through lookup and message in this run.
    package var worked = 0
    /// How many recipients there are to be taken through.
    package var work = 0
    /// What the rate limits: messages handed over, or numbers looked up, in this run.
    package var departed = 0
    /// The configured limit, in messages or lookups a second; nil: there is none.
    package var limit: Double?
    /// Messages or lookups a second of late; nil: too early to say.
    package var rate: Double?
    /// The time that is left at the real rate; nil: not known.
    package var timeLeft: Duration?

    /// Makes the state of a phase that has not begun.
    package init(_ phase: Phase, total: Int = 0) {
        (self.phase, self.total) = (phase, total)
    }

    /// Whether the phase makes no request: it is shown only where it takes long.
    var isPreparation: Bool { phase == .reading || phase == .planning }
}
