// SPDX-License-Identifier: Apache-2.0

/// How fast messages are handed to the provider.
package struct SendSettings: Sendable, Hashable {
    /// Messages a second, retries included.
    package var ratePerSecond = 10.0
    /// Messages that may leave at once after a pause.
    package var burst = 1
    /// Requests in flight at once.
    package var maxConcurrent = 20

    /// Makes the contract's defaults.
    package init() {}
}
