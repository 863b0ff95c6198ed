// SPDX-License-Identifier: Apache-2.0

/// Fills the segments of a message with characters that never split.
///
/// A character of two units (an ESC and its code, a surrogate pair) that does not fit into the rest
/// of a segment begins the next one, so that dividing the total would give too few segments.
struct SegmentFill {
    private let encoding: TextEncoding
    private(set) var units = 0
    private var parts = 1
    private var used = 0

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// How many segments the characters so far take.
    var segments: Int {
        if units == 0 { return 0 }
        return units <= encoding.unitsInOneSegment ? 1 : parts
    }

    mutating func add(_ width: Int) {
        units += width
        used += width
        if used > encoding.unitsInEachOfMany {
            parts += 1
            used = width
        }
    }
}
