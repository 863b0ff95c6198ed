// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers

/// Records that a person does not want messages.
package struct OptOut: Sendable, Equatable {
    /// Says who reported it; the raw value is the word in the ledger.
    package enum Source: String, Sendable, Hashable, CaseIterable {
        /// The user of the tool, by command.
        case user
        /// A list that the user imported.
        case list = "import"
        /// A provider that refused a message for this reason.
        case provider
    }

    /// The person's number.
    package var number: PhoneNumber
    /// The key of the provider entry that reported it; nil when the user did, in either way.
    package var provider: String?
    /// The name of the imported file; nil for any other source.
    package var file: String?
    /// Who reported it.
    package var source: Source
    /// When, to the millisecond.
    package var date: Date

    /// Describes an opt-out.
    package init(number: PhoneNumber, provider: String?, source: Source, file: String? = nil, date: Date) {
        self.number = number
        self.provider = provider
        self.source = source
        self.file = file
        self.date = date
    }
}
