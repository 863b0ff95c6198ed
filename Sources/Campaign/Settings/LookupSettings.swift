// SPDX-License-Identifier: Apache-2.0

/// How line types are looked up at the provider.
package struct LookupSettings: Sendable, Hashable {
    /// For which numbers a paid lookup is made.
    package enum Mode: String, Sendable, Hashable, CaseIterable {
        /// Only where the numbering plan cannot tell.
        case auto
        /// For every number that could be sent a message.
        case always
        /// For none.
        case never
    }

    /// For which numbers a lookup is made.
    package var mode = Mode.auto
    /// Requests a second, retries included.
    package var ratePerSecond = 20.0
    /// Requests that may leave at once after a pause.
    package var burst = 1
    /// Requests in flight at once.
    package var maxConcurrent = 20
    /// For how many days the ledger's cache is believed; 0 means never.
    package var cacheDays = 30
    /// What becomes of a number whose lookup failed for good.
    package var onFailure = SendOrSkip.skip

    /// Makes the contract's defaults.
    package init() {}
}
