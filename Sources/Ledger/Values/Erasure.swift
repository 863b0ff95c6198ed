// SPDX-License-Identifier: Apache-2.0

/// Says whether what was deleted can still be found in the bytes of the ledger's files.
package enum Erasure: Sendable, Equatable {
    /// It cannot.
    case complete
    /// It is deleted, but its bytes may still be there; why.
    case partial(LedgerError)
}
