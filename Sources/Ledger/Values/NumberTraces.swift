// SPDX-License-Identifier: Apache-2.0

/// Says what a ledger holds of one number.
package struct NumberTraces: Sendable, Equatable {
    /// The campaigns that have a message to the number, oldest first.
    package let campaigns: [CampaignDetails]
    /// The answers to lookups, one for each provider entry that was asked.
    package let lookups: Int
    /// Whether the person opted out, whoever reported it.
    package let isOptedOut: Bool

    /// Whether there is anything to forget; an opt-out never is.
    package var isEmpty: Bool { campaigns.isEmpty && lookups == 0 }
}
