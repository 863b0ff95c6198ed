// SPDX-License-Identifier: Apache-2.0

/// What has become of a message that a provider accepted, in the words of the report's `delivery` column.
package enum DeliveryState: String, Sendable, Hashable, CaseIterable {
    /// The provider has it and has not passed it on yet.
    case queued
    /// A carrier has it; without a receipt it stays so for ever.
    case sent
    /// The handset has it.
    case delivered
    /// A carrier could not deliver it.
    case undelivered
    /// It never left the provider.
    case failed
    /// It waited longer than it was allowed to.
    case expired
    /// The provider's word is not known, or no word will ever come.
    case unknown
}
