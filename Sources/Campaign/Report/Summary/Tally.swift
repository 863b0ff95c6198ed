// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Decimal

/// Counts the lines of a report; the counts by status add up to the rows.
package struct Tally: Sendable, Hashable {
    /// How many lines were counted.
    package private(set) var rows = 0
    /// Lines by status.
    package private(set) var statuses: [Status: Int] = [:]
    /// Lines by status and the word of their reason.
    package private(set) var reasons: [Status: [String: Int]] = [:]
    /// Lines by the word of their line type, where one is known.
    package private(set) var lineTypes: [String: Int] = [:]
    /// Lines whose number was repaired.
    package private(set) var repaired = 0
    /// Repairs by kind; a number may have needed more than one.
    package private(set) var repairs: [RepairKind: Int] = [:]
    /// The messages that were accepted, or would be handed over, by encoding.
    package private(set) var encodings: [String: Int] = [:]
    /// The segments of these messages.
    package private(set) var segments = 0
    /// What the messages cost as far as it is known, by currency.
    package private(set) var costs: [String: Decimal] = [:]
    /// The accepted messages by what has become of them, where the provider was asked.
    package private(set) var deliveries: [String: Int] = [:]
    /// The provider entries that were handed messages.
    package private(set) var providers: Set<String> = []

    /// Makes a tally of nothing.
    package init() {}

    /// How many lines have a status.
    package subscript(status: Status) -> Int { statuses[status, default: 0] }

    /// How many lines have a reason, whatever their status.
    package func count(ofReason word: String) -> Int {
        reasons.values.reduce(0) { $0 + $1[word, default: 0] }
    }

    /// Counts a line.
    package mutating func add(_ line: ReportFacts) {
        rows += 1
        statuses[line.status, default: 0] += 1
        if !line.reason.isEmpty { reasons[line.status, default: [:]][line.reason, default: 0] += 1 }
        if !line.lineType.isEmpty { lineTypes[line.lineType, default: 0] += 1 }
        if !line.repairs.isEmpty { repaired += 1 }
        for kind in line.repairs { repairs[kind, default: 0] += 1 }
        if !line.provider.isEmpty { providers.insert(line.provider) }
        if !line.delivery.isEmpty { deliveries[line.delivery, default: 0] += 1 }
        if let cost = line.cost { costs[line.currency, default: 0] += cost }
        guard line.status == .sent || line.status == .wouldSend else { return }
        // A report is a file that anybody may edit: its numbers must not be able to overflow.
        segments = segments.addingReportingOverflow(line.segments).partialValue
        if !line.encoding.isEmpty { encodings[line.encoding, default: 0] += 1 }
    }

    /// Counts a line as it is, which was counted as it was: only its status and reason have changed.
    mutating func replace(_ before: ReportFacts, by after: ReportFacts) {
        statuses[before.status, default: 1] -= 1
        statuses[after.status, default: 0] += 1
        if !before.reason.isEmpty { reasons[before.status]?[before.reason, default: 1] -= 1 }
        if !after.reason.isEmpty { reasons[after.status, default: [:]][after.reason, default: 0] += 1 }
        if reasons[before.status]?[before.reason] == 0 { reasons[before.status]?[before.reason] = nil }
    }

    /// All reasons with their counts, the commonest first.
    package var rankedReasons: [(word: String, count: Int)] {
        let all = reasons.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        return Self.ranked(all)
    }

    /// The counts of a table, the highest first and equal ones in order of their words.
    package static func ranked(_ counts: [String: Int]) -> [(word: String, count: Int)] {
        counts.map { (word: $0.key, count: $0.value) }.sorted { ($1.count, $0.word) < ($0.count, $1.word) }
    }
}
