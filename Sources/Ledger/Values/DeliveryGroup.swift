// SPDX-License-Identifier: Apache-2.0

/// Counts the accepted messages of a campaign of which the same is known.
package struct DeliveryGroup: Sendable, Hashable {
    /// The provider entry that accepted them.
    package var provider: String
    /// The word of the report's `delivery` column; nil where the provider told nothing yet.
    package var state: String?
    /// Whether no other state will follow.
    package var isFinal = false
    /// The provider's own error code.
    package var errorCode: String?
    /// A sentence for a person.
    package var detail: String?
    /// What each of them really cost, as a decimal number.
    package var cost: String?
    /// The currency of `cost`.
    package var currency: String?
    /// How many they are.
    package var count: Int

    /// Describes messages of which nothing is known but who accepted them.
    package init(provider: String, count: Int) {
        self.provider = provider
        self.count = count
    }
}
