// SPDX-License-Identifier: Apache-2.0

/// What the answer to a lookup means.
///
/// A lookup that failed is not a landline: nothing but ``found(_:)`` says anything about the line.
package enum LookupAnswer: Sendable, Hashable {
    /// The provider knows the number.
    case found(LineFacts)
    /// The provider says that there is no such number.
    case noSuchNumber(ProviderWord)
    /// The account may not do this at all (credentials, credit): every further lookup would end the same.
    case accountRefused(AccountRefusal, ProviderWord)
    /// Not answered this time; asking again may help (429, server errors, unreadable answers).
    case tryAgain(ProviderWord)
    /// Not answered because of too many requests, as the provider says in its own way: asking again helps, later.
    case throttled(ProviderWord)
    /// Answered so that asking again would not help, for this number.
    case failed(ProviderWord)
}
