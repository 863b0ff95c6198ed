// SPDX-License-Identifier: Apache-2.0

import Campaign

/// What the page shows above its table, counted while the rows go by.
struct PageFacts: Sendable {
    private(set) var lineTypes: [String: [Status: Int]] = [:]
    private(set) var failures = FailureGroups()
    private(set) var timeline = Timeline()

    /// Counts a row.
    mutating func add(_ row: PageRow) {
        if !row.facts.lineType.isEmpty {
            lineTypes[row.facts.lineType, default: [:]][row.facts.status, default: 0] += 1
        }
        failures.add(row)
        if let second = ReportSecond.number(row.sentAt) { timeline.add(second: second) }
    }
}
