// SPDX-License-Identifier: Apache-2.0

internal import CNumberingPlan

/// A pattern over digits as a program for a backtracking matcher, for the prefixes, where the first way to match wins.
///
/// Programs have no loops (repeats are bounded and written out), so every match ends. `scripts/numberingplan/patterns.py` writes them.
struct DigitPattern {
    /// Where the program begins.
    let start: UInt16

    /// Where a match ended, and what its groups held.
    struct Match {
        var end = 0
        /// Begin and end of each group; -1 where it took no part.
        fileprivate var marks = SIMD4<Int8>(repeating: -1)

        /// Whether a group, counted from one, took part.
        func hasGroup(_ number: Int) -> Bool { marks[number * 2 - 1] >= 0 }

        /// Begin and end of a group, counted from one.
        func group(_ number: Int) -> (first: Int, last: Int) {
            (Int(marks[number * 2 - 2]), Int(marks[number * 2 - 1]))
        }
    }

    /// Matches at the first digit; the rest may follow the match.
    func match(_ digits: Digits) -> Match? {
        run(from: 0, at: Match(), digits)
    }

    private func run(from first: Int, at state: Match, _ digits: Digits) -> Match? {
        let program = np_program_table() + Int(start)
        var (counter, state) = (first, state)
        while true {
            let argument = Int(program[counter] & 0xFFF)
            switch program[counter] >> 12 {
            case 0:
                guard state.end < digits.count, argument >> Int(digits[state.end]) & 1 == 1 else { return nil }
                state.end += 1
            case 1:
                if let match = run(from: counter + 1, at: state, digits) { return match }
                counter = argument
                continue
            case 2:
                counter = argument
                continue
            case 3:
                state.marks[argument] = Int8(truncatingIfNeeded: state.end)
            case 4:
                guard state.end == digits.count else { return nil }
            default:
                return state
            }
            counter += 1
        }
    }
}
