// SPDX-License-Identifier: Apache-2.0

/// A flaw that a test puts into the world, to see that it is found out.
enum Flaw: String, CaseIterable, Sendable {
    /// The ledger says that an intent is durable before it is.
    case earlyReceipts
    /// The ledger forgets outcomes.
    case forgottenOutcomes
    /// The way to the provider sends a message again by itself when no answer came.
    case repeatedRequests
    /// The ledger calls what crashed "not accepted".
    case boldRecovery
    /// The ledger forgets which lookups were paid for.
    case forgottenPayments
    /// Hours are looked at when a recipient's turn comes, and not again before the message leaves.
    case earlyHours
    /// A run forgets what earlier ones sent on the same day.
    case forgottenDays
    /// The list of people who get no message is not read.
    case unreadSuppression
}
