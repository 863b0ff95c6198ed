// SPDX-License-Identifier: Apache-2.0

/// Digits that are still being read, with the last one lowest: appending is then a shift by a constant.
struct DigitCollector {
    private var bits: UInt128 = 0

    private(set) var count = 0

    /// The digits that were collected.
    var digits: Digits {
        Digits(
            bits: bits << UInt128(truncatingIfNeeded: (Digits.capacity &- min(count, Digits.capacity)) &* 4),
            count: count
        )
    }

    mutating func append(_ digit: UInt8) {
        if count < Digits.capacity { bits = bits << 4 | UInt128(truncatingIfNeeded: digit) }
        count &+= 1
    }
}
