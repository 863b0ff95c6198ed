// SPDX-License-Identifier: Apache-2.0

package import Providers

/// How looking a number up ended.
package enum LookupResult: Sendable, Hashable {
    /// The provider answered; `word` is its own word for a line type that is not known here.
    case found(LineKnowledge, word: String?)
    /// The provider says that there is no such number.
    case noSuchNumber(String)
    /// The provider refused the lookup for a reason of its own. That says nothing about the line.
    case refused(ProviderWord)
    /// The lookup failed for good. That says nothing about the line.
    case failed(String)
    /// The provider refused to the end because lookups came too fast: a matter of time, not of this number.
    case rateLimited(String)
    /// A cap leaves no money for another request.
    case capped(String)
    /// The run ended before the provider gave an answer.
    case leftOver
}
