// SPDX-License-Identifier: Apache-2.0

/// How often and how patiently a request is tried.
package struct RetrySettings: Sendable, Hashable {
    /// Tries of one request in all, the first included.
    package var attempts = 5
    /// The back-off before the second try, which doubles from try to try.
    package var base = Duration.milliseconds(500)
    /// The longest back-off.
    package var maximum = Duration.seconds(30)
    /// How long one request may take.
    package var timeout = Duration.seconds(30)

    /// Makes the contract's defaults.
    package init() {}
}
