// SPDX-License-Identifier: Apache-2.0

/// Why a provider refuses the account, whoever the recipient is.
package enum AccountRefusal: String, Sendable, Hashable, CaseIterable {
    /// The credentials are wrong or no longer valid.
    case credentials
    /// The account has no credit left.
    case credit
    /// The sender cannot be used by this account.
    case sender
    /// The request itself is refused for a reason that lies in the configuration.
    case configuration
}
