// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers

/// Records that a person does not want messages.
package struct OptOut: Sendable, Equatable {
    /// Says who reported it; the raw value is the word in the ledger.
    package enum Source: String, Sendable, Hashable, CaseIterable {
        /// The user of the tool, by command or list.
        case user
        /// A provider that refused a message for this reason.
        case provider
    }

    /// The person's number.
    package var number: PhoneNumber
    /// The key of the provider entry that reported it; nil when the user did.
    package var provider: String?
    /// Who reported it.
    package var source: Source
    /// When, to the millisecond.
    package var date: Date

    /// Describes an opt-out.
    package init(number: PhoneNumber, provider: String?, source: Source, date: Date) {
        self.number = number
        self.provider = provider
        self.source = source
        self.date = date
    }
}
