// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Decimal

/// What a provider tells of a message after it was accepted.
package struct DeliveryReport: Sendable, Hashable {
    /// What a report proves beyond its own message.
    package enum Proof: Sendable, Hashable {
        /// The number is a landline, whatever a lookup said.
        case landline
        /// The recipient does not want any messages.
        case optedOut
        /// The account was refused after acceptance: no further message would arrive.
        case accountRefused(AccountRefusal)
    }

    /// What has become of the message.
    package var state: DeliveryState
    /// Whether no other state will follow.
    package var isFinal: Bool
    /// The provider's error code and words, or its word for a state that is not known; `nil` where it said nothing of interest.
    package var word: ProviderWord?
    /// What the message really cost, never negative; `nil` where it is not told (yet).
    package var cost: Decimal?
    /// The currency of `cost` (ISO 4217).
    package var currency: String?
    /// The segments billed; `nil` where they are not told.
    package var segments: Int?
    /// What it proves beyond its own message, or `nil`.
    package var proof: Proof?

    /// Makes a report of a state; what else is known is added.
    package init(_ state: DeliveryState, isFinal: Bool) {
        self.state = state
        self.isFinal = isFinal
    }
}
