// SPDX-License-Identifier: Apache-2.0

/// The ranges that several sections share.
enum Limits {
    /// The highest rate in requests a second; beyond it a typing error is likelier than such an account.
    static let rate = 10_000.0
    /// Requests that may leave at once.
    static let burst = 1...10_000
    /// Requests in flight at once; each holds a connection.
    static let concurrency = 1...1_000
}
