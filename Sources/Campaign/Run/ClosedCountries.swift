// SPDX-License-Identifier: Apache-2.0

import Locking
import PhoneNumbers
import Providers

/// The countries to which the provider sends no messages from the account, as its refusals tell in the course of a run.
final class ClosedCountries: Sendable {
    private let words = Guarded<[Region: ProviderWord]>([:])

    /// Remembers that a message was refused because of its country.
    func close(_ region: Region?, _ word: ProviderWord) {
        guard let region else { return }
        words.withLock { $0[region] = word }
    }

    /// What the provider said of the country, where it refused it.
    func word(on region: Region?) -> ProviderWord? {
        region.flatMap { region in words.withLock { $0[region] } }
    }
}
