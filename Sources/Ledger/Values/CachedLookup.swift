// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers

/// Holds a provider's answer to the question what kind of line a number is.
package struct CachedLookup: Sendable, Equatable {
    /// The key of the provider entry that answered.
    package var provider: String
    /// The number asked about.
    package var number: PhoneNumber
    /// The line type, `unknown` where the answer named none.
    package var lineType: LineType
    /// The carrier's name.
    package var carrier: String?
    /// The provider's own word for the line type.
    package var rawType: String?
    /// When it answered, to the millisecond.
    package var lookedUpAt: Date

    /// Describes an answer.
    package init(
        provider: String,
        number: PhoneNumber,
        lineType: LineType,
        carrier: String? = nil,
        rawType: String? = nil,
        lookedUpAt: Date
    ) {
        self.provider = provider
        self.number = number
        self.lineType = lineType
        self.carrier = carrier
        self.rawType = rawType
        self.lookedUpAt = lookedUpAt
    }
}
