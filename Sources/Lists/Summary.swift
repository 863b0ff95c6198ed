// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Foundation

/// What a run or a report comes to.
///
/// What is nil is not known: a report read again cannot tell how long the run took.
package struct Summary: Sendable, Hashable {
    /// The counts of all lines.
    package var tally: Tally
    /// The report's path as the user named it.
    package var report: String
    /// The campaign's name.
    package var campaign: String?
    /// Whether nothing was sent on purpose.
    package var dryRun: Bool?
    /// The provider entry.
    package var provider: String?
    /// The configuration file as the user named it; nil: the default, or not known.
    package var config: String?
    /// How line types were found out.
    package var lookups: LookupCounts?
    /// What the run's lookups and messages cost by the configured prices; nil: not all prices are
    /// known.
    package var estimatedCost: Decimal?
    /// The currency of the prices.
    package var currency: String?
    /// How long the run took.
    package var duration: Duration?
    /// How long sending takes at the least, at the configured rates; a preview's alone.
    package var estimatedDuration: Duration?

    /// Makes the summary of a report of which no more is known.
    package init(_ tally: Tally, report: String) {
        self.tally = tally
        self.report = report
    }
}

extension Summary {
    /// The summary as the contract's JSON object.
    package var json: JSONText { .object(members) }

    /// The members of the contract's JSON object, in its order, without what is not known.
    package var members: [JSONText.Member] {
        var members: [JSONText.Member] = []
        func add(_ key: String, _ value: JSONText?) {
            if let value { members.append((key, value)) }
        }
        add("campaign", campaign.map(JSONText.string))
        add("dryRun", dryRun.map(JSONText.bool))
        add("provider", provider.map(JSONText.string))
        add("rows", .integer(tally.rows))
        add("counts", counts)
        add("reasons", .object(tally.rankedReasons.map { ($0.word, .integer($0.count)) }))
        add("lookups", lookups.map(Self.json))
        add("segments", .integer(tally.segments))
        add("estimatedCost", estimatedCost.map(JSONText.decimal))
        add("currency", currency.map(JSONText.string))
        add("durationSeconds", duration.map(Self.seconds))
        add("report", .string(report))
        return members
    }

    /// The statuses; `would_send` only where a dry run makes it possible.
    private var counts: JSONText {
        let isPreview = dryRun == true || tally[.wouldSend] > 0
        let shown = Status.allCases.filter { $0 != .wouldSend || isPreview }
        return .object(shown.map { ($0.rawValue, .integer(tally[$0])) })
    }

    private static func json(_ lookups: LookupCounts) -> JSONText {
        .object([
            ("requested", .integer(lookups.requested)), ("cached", .integer(lookups.cached)),
            ("plan", .integer(lookups.plan)),
        ])
    }

    /// Seconds with milliseconds.
    private static func seconds(_ duration: Duration) -> JSONText {
        let (seconds, attoseconds) = duration.components
        return .decimal(
            Decimal(Int(seconds)) + Decimal(Int(attoseconds / 1_000_000_000_000_000))
                / Decimal(1000))
    }
}

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
    /// Duplicates with another text than the row that is kept.
    package private(set) var lostTexts = 0
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

    package init() {}

    /// How many lines have a status.
    package subscript(status: Status) -> Int { statuses[status, default: 0] }

    /// How many lines have a reason, whatever their status.
    package func count(of reason: Reason) -> Int {
        reasons.values.reduce(0) { $0 + $1[reason.word, default: 0] }
    }

    package mutating func add(_ line: ReportFacts) {
        rows += 1
        statuses[line.status, default: 0] += 1
        if !line.reason.isEmpty { reasons[line.status, default: [:]][line.reason, default: 0] += 1 }
        if !line.lineType.isEmpty { lineTypes[line.lineType, default: 0] += 1 }
        if !line.repairs.isEmpty { repaired += 1 }
        for kind in line.repairs { repairs[kind, default: 0] += 1 }
        if line.losesText { lostTexts += 1 }
        if !line.provider.isEmpty { providers.insert(line.provider) }
        if !line.delivery.isEmpty { deliveries[line.delivery, default: 0] += 1 }
        if let cost = line.cost { costs[line.currency, default: 0] += cost }
        guard line.status == .sent || line.status == .wouldSend else { return }
        // A report is a file that anybody may edit: its numbers must not be able to overflow.
        segments = segments.addingReportingOverflow(line.segments).partialValue
        if !line.encoding.isEmpty { encodings[line.encoding, default: 0] += 1 }
    }

    /// Counts a line as it is, which was counted as it was: only its status and reason have
    /// changed.
    package mutating func replace(_ before: ReportFacts, by after: ReportFacts) {
        statuses[before.status, default: 1] -= 1
        statuses[after.status, default: 0] += 1
        if !before.reason.isEmpty { reasons[before.status]?[before.reason, default: 1] -= 1 }
        if !after.reason.isEmpty {
            reasons[after.status, default: [:]][after.reason, default: 0] += 1
        }
        if reasons[before.status]?[before.reason] == 0 {
            reasons[before.status]?[before.reason] = nil
        }
    }

    /// All reasons with their counts, the commonest first.
    package var rankedReasons: [(word: String, count: Int)] {
        let all = reasons.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        return Self.ranked(all)
    }

    /// The counts of a table, the highest first and equal ones in order of their words.
    package static func ranked(_ counts: [String: Int]) -> [(word: String, count: Int)] {
        counts.map { (word: $0.key, count: $0.value) }.sorted {
            ($1.count, $0.word) < ($0.count, $1.word)
        }
    }
}

/// What a summary counts of one line of a report, whether it was just written or is read again.
package struct ReportFacts: Sendable, Hashable {
    /// What became of the recipient.
    package var status: Status
    /// The report's word for why; empty where there is none.
    package var reason: String
    /// The report's word for the line type; empty where none is known.
    package var lineType = ""
    /// What was repaired about the number; empty in a report that is read again.
    package var repairs: [RepairKind] = []
    /// Whether the text of a duplicate is lost; never in a report that is read again.
    package var losesText = false
    /// The report's word for the encoding; empty where no text was rendered.
    package var encoding = ""
    /// The text's segments; 0 where none was rendered.
    package var segments = 0
    /// The provider entry that was handed the message; empty where none was.
    package var provider = ""
    /// The report's word for what has become of the message; empty where nobody asked.
    package var delivery = ""
    /// What the message costs as far as it is known.
    package var cost: Decimal?
    /// The currency of `cost`.
    package var currency = ""

    /// Makes the facts of a line that only its status and reason are known of.
    package init(status: Status, reason: String = "") {
        self.status = status
        self.reason = reason
    }
}

/// How many line types came from where.
package struct LookupCounts: Sendable, Hashable {
    /// Lookups that the provider was asked for.
    package var requested: Int
    /// Line types that the ledger's cache knew.
    package var cached: Int
    /// Line types that the numbering plan knew.
    package var plan: Int

    package init(requested: Int = 0, cached: Int = 0, plan: Int = 0) {
        self.requested = requested
        self.cached = cached
        self.plan = plan
    }
}
