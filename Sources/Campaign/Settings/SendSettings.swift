// SPDX-License-Identifier: Apache-2.0

/// How fast messages are handed to the provider.
package struct SendSettings: Sendable, Hashable {
    /// What the rate counts.
    package enum Unit: String, Sendable, Hashable, CaseIterable {
        /// Every message is one, however long it is.
        case message
        /// A message counts with its segments, as carriers do.
        case segment
    }

    /// Messages or segments a second, retries included.
    package var ratePerSecond = 10.0
    /// What `ratePerSecond` and `burst` count.
    package var per = Unit.message
    /// Messages or segments that may leave at once after a pause; a message that has more segments still leaves as a whole.
    package var burst = 1
    /// Requests in flight at once.
    package var maxConcurrent = 20

    /// Makes the contract's defaults.
    package init() {}
}
