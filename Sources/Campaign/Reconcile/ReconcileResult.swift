// SPDX-License-Identifier: Apache-2.0

import Ledger
package import PhoneNumbers

/// What comparing a campaign's unconfirmed messages with the provider's log came to.
package struct ReconcileResult: Sendable, Equatable {
    /// Every message that was unconfirmed, in the order of their rows.
    package var settlements: [Settlement] = []
    /// Whether the provider has a log to ask.
    package var hasLog = true
    /// Why the log was not asked about all of them; `nil` where it was.
    package var stopCause: StopCause?

    /// Makes the result of a run with nothing to do.
    package init() {}

    /// The messages that the provider accepted.
    package var sent: Int {
        settlements.count { if case .accepted = $0.finding { true } else { false } }
    }

    /// The messages that the provider did not accept.
    package var notAccepted: Int {
        settlements.count { $0.finding == .notAccepted }
    }

    /// The messages that are as unconfirmed as they were.
    package var stillUnconfirmed: Int { inDoubt.count }

    /// The recipients of the messages that are as unconfirmed as they were.
    package var inDoubt: [PhoneNumber] {
        settlements.compactMap { if case .doubtful = $0.finding { $0.record.number } else { nil } }
    }

    /// The exit code that says it: 0 nothing is unconfirmed, 1 something still is, 3 the provider could not be asked, 128 + n a signal.
    package var exitCode: Int32 {
        switch stopCause {
        case .signal(let number): 128 + number
        case .some: 3
        case nil: stillUnconfirmed > 0 ? 1 : 0
        }
    }
}
