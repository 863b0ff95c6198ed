// SPDX-License-Identifier: Apache-2.0

/// Why a provider refuses the account, whoever the recipient is.
package enum AccountRefusal: String, Sendable, Hashable, CaseIterable {
    /// The credentials are wrong or no longer valid.
    case credentials
    /// The account has no credit left.
    case credit
    /// The account is suspended, inactive or at its limit: a matter between its owner and the provider.
    case suspended
    /// The sender cannot be used by this account.
    case sender
    /// The request itself is refused for a reason that lies in the configuration.
    case configuration
}
