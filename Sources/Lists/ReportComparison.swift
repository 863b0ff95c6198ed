// SPDX-License-Identifier: Apache-2.0

/// What a comparison knows of a row of a report.
package struct ComparedRow: Sendable, Hashable {
    /// The report's word for the row: 1 is the first.
    package var row: String
    /// The number in E.164 form, or the phone as it was written where there is none.
    package var name: String
    /// Whether `name` is a number.
    package var hasNumber: Bool
    /// What became of the recipient.
    package var status: Status
    /// The report's word for why; empty where there is none.
    package var reason: String

    package init(
        row: String, number: String, phone: String = "", status: Status, reason: String = ""
    ) {
        self.row = row
        (name, hasNumber) = number.isEmpty ? (phone, false) : (number, true)
        (self.status, self.reason) = (status, reason)
    }

    /// Takes the row over that a reader read last.
    package init<Source>(_ facts: ReportFacts, _ row: ReportReader<Source>) {
        self.init(
            row: row[.row], number: row[.number], phone: row[.phone], status: facts.status,
            reason: facts.reason)
    }
}

/// What changed between two reports of a campaign.
///
/// Rows belong together by their number, and where several have one number by their row, else by
/// their order. A row that is left over belongs to the row in the same place of the other report,
/// if one of them has no number: the list may have been repaired.
package struct ReportComparison: Sendable {
    /// Rows of the earlier report.
    package private(set) var before = 0
    /// Rows of the later report.
    package private(set) var after = 0
    /// Rows with the same status and reason in both.
    package private(set) var same = 0
    /// Rows that changed, by what changed.
    package private(set) var transitions: [Transition: RowGroup] = [:]
    /// Rows that only the earlier report has.
    package private(set) var onlyBefore = RowGroup()
    /// Rows that only the later report has.
    package private(set) var onlyAfter = RowGroup()

    /// The earlier report's rows that have found no partner yet, by number.
    private var waiting: [String: [ComparedRow]] = [:]
    /// The later report's rows that have found no partner by number.
    private var leftOver: [ComparedRow] = []

    package init() {}

    /// Takes a row of the earlier report; they all come before the later one's.
    package mutating func addBefore(_ row: ComparedRow) {
        before += 1
        waiting[row.hasNumber ? row.name : "", default: []].append(row)
    }

    /// Takes a row of the later report.
    package mutating func addAfter(_ row: ComparedRow) {
        after += 1
        if row.hasNumber, let partner = takePartner(of: row) {
            count(partner, row)
        } else {
            leftOver.append(row)
        }
    }

    /// Finds partners for what is left over; no row may come after this.
    package mutating func finish() {
        let rows = waiting.values.joined().map { ($0.row, $0) }
        var places = Dictionary(rows) { first, _ in first }
        var partners: Set<ComparedRow> = []
        for row in leftOver {
            if let partner = places[row.row], !partner.hasNumber || !row.hasNumber {
                places[row.row] = nil
                partners.insert(partner)
                count(partner, row)
            } else {
                onlyAfter.add(row)
            }
        }
        let alone = rows.map(\.1).filter { !partners.contains($0) }
        for row in alone.sorted(by: Self.isBefore) { onlyBefore.add(row) }
        (waiting, leftOver) = ([:], [])
    }

    /// All changes with their rows, the commonest first.
    package var ranked: [(transition: Transition, rows: RowGroup)] {
        let order = Dictionary(uniqueKeysWithValues: zip(Status.allCases, 0...))
        func key(_ transition: Transition) -> (Int, Int, String, String) {
            let (before, after) = (order[transition.before] ?? 0, order[transition.after] ?? 0)
            return (before, after, transition.reasonBefore, transition.reasonAfter)
        }
        return transitions.map { ($0.key, $0.value) }.sorted {
            $0.1.count != $1.1.count ? $0.1.count > $1.1.count : key($0.0) < key($1.0)
        }
    }

    private mutating func takePartner(of row: ComparedRow) -> ComparedRow? {
        guard var partners = waiting[row.name], !partners.isEmpty else { return nil }
        let partner = partners.remove(at: partners.firstIndex { $0.row == row.row } ?? 0)
        waiting[row.name] = partners.isEmpty ? nil : partners
        return partner
    }

    private mutating func count(_ earlier: ComparedRow, _ later: ComparedRow) {
        if let transition = Transition(earlier, later) {
            transitions[transition, default: RowGroup()].add(later)
        } else {
            same += 1
        }
    }

    private static func isBefore(_ one: ComparedRow, _ other: ComparedRow) -> Bool {
        let (first, second) = (Int(one.row) ?? .max, Int(other.row) ?? .max)
        return first != second ? first < second : one.name < other.name
    }
}

/// Counts rows and remembers the first few of them.
package struct RowGroup: Sendable, Hashable {
    /// How many rows are remembered.
    package static let examples = 3

    /// How many rows there are.
    package private(set) var count = 0
    /// The first ``examples`` of them.
    package private(set) var first: [ComparedRow] = []

    /// Counts a row.
    mutating func add(_ row: ComparedRow) {
        count += 1
        if first.count < Self.examples { first.append(row) }
    }
}

/// What changed about a row between two reports.
package struct Transition: Sendable, Hashable {
    /// What became of the recipient by the earlier report.
    package let before: Status
    /// The earlier reason, where only the reason changed; else empty.
    package let reasonBefore: String
    /// What became of the recipient by the later report.
    package let after: Status
    /// The later reason, where only the reason changed; else empty.
    package let reasonAfter: String

    /// The change from one row to the other; nil where status and reason are the same.
    init?(_ before: ComparedRow, _ after: ComparedRow) {
        guard before.status != after.status || before.reason != after.reason else { return nil }
        let isOfReason = before.status == after.status
        (self.before, self.after) = (before.status, after.status)
        reasonBefore = isOfReason ? before.reason : ""
        reasonAfter = isOfReason ? after.reason : ""
    }
}
