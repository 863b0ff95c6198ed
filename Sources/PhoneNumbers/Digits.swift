// SPDX-License-Identifier: Apache-2.0

/// A short row of decimal digits, four bits each, in registers.
///
/// It remembers the first 32 digits and counts the rest. No rule looks further: international
/// prefix, country code, national prefix and carrier code together have at most 18 digits, the
/// patterns behind them look at 14 more, and what is longer than 17 digits after them is no number.
struct Digits: Hashable, Sendable {
    static let capacity = 32

    /// The first digit in the uppermost four bits; zeros behind the last.
    private(set) var bits: UInt128 = 0

    private(set) var count = 0

    init() {}

    init(bits: UInt128, count: Int) {
        self.bits = bits
        self.count = count
    }

    /// A number's last `count` digits.
    init(value: UInt64, count: Int) {
        var (rest, packed) = (value, UInt128(0))
        for _ in 0..<count {
            packed = packed >> 4 | UInt128(rest % 10) << 124
            rest /= 10
        }
        self.init(bits: packed, count: count)
    }

    var isEmpty: Bool { count == 0 }

    /// Zero if there is none.
    var first: UInt8 { UInt8(truncatingIfNeeded: bits >> 124) }

    /// Zero outside of the row.
    subscript(index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: (bits << UInt128(truncatingIfNeeded: index &* 4)) >> 124)
    }

    /// The digits as one number; meaningful for up to 19 of them.
    var value: UInt64 {
        var (rest, value) = (bits, UInt64(0))
        for _ in 0..<count {
            value = value &* 10 &+ UInt64(truncatingIfNeeded: rest >> 124)
            rest <<= 4
        }
        return value
    }

    mutating func append(_ other: Digits) {
        if count < Self.capacity { bits |= other.bits >> UInt128(truncatingIfNeeded: count &* 4) }
        count += other.count
    }

    func dropping(_ dropped: Int) -> Digits {
        Digits(
            bits: bits << UInt128(min(dropped, Self.capacity) &* 4), count: max(0, count - dropped))
    }

    func prefix(_ length: Int) -> Digits {
        guard length < min(count, Self.capacity) else { return self }
        return Digits(bits: bits & ~(UInt128.max >> UInt128(length &* 4)), count: length)
    }
}

/// Digits that are still being read, with the last one lowest: appending is then a shift by a
/// constant.
struct DigitCollector {
    private var bits: UInt128 = 0

    private(set) var count = 0

    var digits: Digits {
        let free = Digits.capacity &- min(count, Digits.capacity)
        return Digits(bits: bits << UInt128(truncatingIfNeeded: free &* 4), count: count)
    }

    mutating func append(_ digit: UInt8) {
        if count < Digits.capacity { bits = bits << 4 | UInt128(truncatingIfNeeded: digit) }
        count &+= 1
    }
}
