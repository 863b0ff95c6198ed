// SPDX-License-Identifier: Apache-2.0

/// What to do with a number about which a lookup gave no answer.
package enum SendOrSkip: String, Sendable, Hashable, CaseIterable {
    /// Sends the message all the same.
    case send
    /// Leaves the number out.
    case skip
}
