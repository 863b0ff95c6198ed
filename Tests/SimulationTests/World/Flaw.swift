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
}
