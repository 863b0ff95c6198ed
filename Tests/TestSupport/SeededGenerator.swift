// SPDX-License-Identifier: Apache-2.0

/// Gives the same random numbers for the same seed (SplitMix64, Steele et al., OOPSLA 2014), so
/// that a failure can be repeated.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Whether something happens that happens in one of so many cases.
    package mutating func oneIn(_ cases: Int) -> Bool { pick(cases) == 0 }

    /// An even choice from 0 to below a bound.
    package mutating func pick(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    /// An even choice from a list that is not empty; its first element otherwise never fails.
    package mutating func pick<Element>(from list: [Element], or fallback: Element) -> Element {
        list.isEmpty ? fallback : list[pick(list.count)]
    }

    /// A number of steps: a few as probably as hundreds, so that short runs and long ones are met
    /// in their middle.
    package mutating func earlyOrLate() -> Int { pick(8 << pick(8)) }

    /// A number in 0 ..< 1.
    package mutating func share() -> Double { Double(next() >> 11) / Double(1 << 53) }

    /// A time of up to so many milliseconds.
    package mutating func milliseconds(upTo most: Int) -> Duration {
        .microseconds(pick(most * 1000 + 1))
    }
}
