// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// What a lookup told about a number's line.
package struct LineFacts: Sendable, Hashable {
    /// The line type in the project's words; `unknown` where the provider named none or one that is not known.
    package let lineType: LineType
    /// The carrier's name, or `nil`.
    package let carrier: String?
    /// The provider's own word for the line type, kept for the report; `nil` where it gave none.
    package let word: String?

    /// Makes the facts of one lookup.
    package init(lineType: LineType, carrier: String? = nil, word: String? = nil) {
        self.lineType = lineType
        self.carrier = carrier
        self.word = word
    }
}
