// SPDX-License-Identifier: Apache-2.0

package import SMSText

/// One rendered message of a plan, to be looked at.
package struct Specimen: Sendable, Hashable {
    /// Where its recipient stands in the list.
    package let place: String
    /// The text.
    package let text: String
    /// The text's encoding and segments.
    package let size: SegmentCount

    /// Makes the specimen of a recipient.
    package init(place: String, text: String, size: SegmentCount) {
        self.place = place
        self.text = text
        self.size = size
    }
}
