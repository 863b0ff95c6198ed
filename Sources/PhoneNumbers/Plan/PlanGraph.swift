// SPDX-License-Identifier: Apache-2.0

internal import CNumberingPlan

/// The deterministic graph that holds every pattern of every country (see `scripts/numberingplan/graph.py`).
///
/// All indices come from the generated tables themselves; a test follows every one of them, so the walks need no checks.
enum PlanGraph {
    /// The answer number for a row of digits.
    static func answer(from root: UInt16, for digits: Digits) -> Int {
        let successors = np_successor_table()
        let branches = UInt16(NP_BRANCHES)
        var node = root
        var digitsLeft = digits.count
        var rest = digits.bits
        while node < branches {
            guard digitsLeft > 0 else { return Int(np_branch_answer_table()[Int(node)]) }
            node = successors[Int(node) &* 10 &+ Int(truncatingIfNeeded: rest >> 124)]
            rest <<= 4
            digitsLeft &-= 1
        }
        return leafAnswer(Int(node &- branches), digitsLeft: digitsLeft)
    }

    private static func leafAnswer(_ leaf: Int, digitsLeft: Int) -> Int {
        let starts = np_leaf_start_table()
        let (first, next) = (Int(starts[leaf]), Int(starts[leaf &+ 1]))
        return Int(np_leaf_answer_table()[min(first &+ digitsLeft, next &- 1)])
    }
}
