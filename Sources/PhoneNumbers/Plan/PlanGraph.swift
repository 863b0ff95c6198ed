// SPDX-License-Identifier: Apache-2.0

internal import CNumberingPlan

/// The deterministic graph that holds every pattern of every country (see `scripts/numberingplan/graph.py`).
///
/// All indices come from the generated tables themselves; a test follows every one of them, so the walks need no checks.
enum PlanGraph {
    /// The answer number for the digits from `index` on.
    static func answer(from root: UInt16, for digits: Digits, at index: Int = 0) -> Int {
        let successors = np_successor_table()
        let branches = np_sizes.branches
        var node = root
        var index = index
        while node < branches {
            guard index < digits.count else { return Int(np_branch_answer_table()[Int(node)]) }
            node = successors[Int(node) * 10 + Int(digits[index])]
            index += 1
        }
        return leafAnswer(Int(node - branches), digitsLeft: digits.count - index)
    }

    private static func leafAnswer(_ leaf: Int, digitsLeft: Int) -> Int {
        let starts = np_leaf_start_table()
        let (first, next) = (Int(starts[leaf]), Int(starts[leaf + 1]))
        return Int(np_leaf_answer_table()[min(first + digitsLeft, next - 1)])
    }
}
