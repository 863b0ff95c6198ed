// SPDX-License-Identifier: Apache-2.0

package import Ledger

/// An unconfirmed message, and what the provider's log says of it.
package struct Settlement: Sendable, Equatable {
    /// The message as the ledger had it.
    package let record: MessageRecord
    /// What the log says.
    package let finding: Finding

    /// Makes a settlement.
    package init(_ record: MessageRecord, _ finding: Finding) {
        self.record = record
        self.finding = finding
    }
}
