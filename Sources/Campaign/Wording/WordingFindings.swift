// SPDX-License-Identifier: Apache-2.0

/// How many texts of a campaign may be objected to, and for what.
package struct WordingFindings: Sendable, Hashable {
    /// The texts with one fault.
    package struct Finding: Sendable, Hashable {
        /// How many there are.
        package fileprivate(set) var messages = 0
        /// Where the first of them stands in the list.
        package let first: String
    }

    private var findings: [WordingFault: Finding] = [:]

    /// Makes findings of no text.
    package init() {}

    /// Counts the faults of one text.
    package mutating func count(_ faults: [WordingFault], at place: String) {
        for fault in faults { findings[fault, default: Finding(first: place)].messages += 1 }
    }

    /// The texts with a fault; nil where there are none.
    package subscript(fault: WordingFault) -> Finding? { findings[fault] }

    /// The shorteners that occur, the commonest first.
    package var shorteners: [(host: String, finding: Finding)] {
        let all = findings.compactMap { fault, finding in
            if case .shortener(let host) = fault { (host: host, finding: finding) } else { nil }
        }
        return all.sorted { ($1.finding.messages, $0.host) < ($0.finding.messages, $1.host) }
    }
}
