// SPDX-License-Identifier: Apache-2.0

import Providers

/// The messages of a log that no message of the ledger claims, sorted by how well they fit an unconfirmed one.
struct Candidates {
    /// How well a message fits, its time aside.
    enum Fit: Hashable {
        /// Number, sender, size and text agree as far as the log tells them.
        case full
        /// All but the sender, which the log does not tell.
        case untoldSender
        case misfit
    }

    /// Of the right time, and alike.
    private(set) var fitting: [(message: LoggedMessage, fit: Fit)] = []
    /// Of the right time, but not alike: a provider may have changed the sender or the text.
    private(set) var misfits: [LoggedMessage] = []
    /// Alike, but of another time: a clock may have been wrong.
    private(set) var untimely: [LoggedMessage] = []

    init(_ messages: [LoggedMessage], fit: (LoggedMessage) -> Fit, isTimely: (LoggedMessage) -> Bool) {
        for message in messages {
            switch (isTimely(message), fit(message)) {
            case (true, .misfit): misfits.append(message)
            case (true, let fit): fitting.append((message, fit))
            case (false, .misfit): break
            case (false, _): untimely.append(message)
            }
        }
    }

    /// What keeps the log from saying that the message is not there; `nil`: nothing does.
    var doubt: Doubt? {
        if let misfit = misfits.first { return .differs(id: misfit.id) }
        return untimely.first.map { .otherTime($0.acceptedAt) }
    }
}
