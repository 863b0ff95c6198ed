// SPDX-License-Identifier: Apache-2.0

package import SMSText

/// How a text travels, and how many segments a provider bills for it.
package struct TextSize: Sendable, Hashable {
    /// The encoding.
    package let encoding: TextEncoding
    /// The segments.
    package let segments: Int

    /// Makes the size of a text that is only remembered.
    package init(encoding: TextEncoding, segments: Int) {
        self.encoding = encoding
        self.segments = segments
    }

    /// Takes over what was counted.
    package init(_ count: SegmentCount) {
        self.init(encoding: count.encoding, segments: count.segments)
    }
}
