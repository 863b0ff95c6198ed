// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// People who share a number and have texts of their own, which go out as one message.
///
/// Only texts of numbers that are shared are kept, so memory grows with those and by a few bytes
/// with each other recipient.
package struct Households: Sendable, Hashable {
    /// The rows whose texts one message is made of.
    private struct Members: Sendable, Hashable {
        var texts: [String] = []
        var rows: [Int] = []

        /// Takes in a row, unless the same text is there already.
        mutating func add(_ text: String, row: Int) {
            guard !texts.contains(text) else { return }
            texts.append(text)
            rows.append(row)
        }
    }

    /// By handset: two spellings of its number are one.
    private var members: [PhoneNumber: Members] = [:]

    /// Nobody shares a number.
    package init() {}

    /// Reads a list twice: for the numbers that occur more than once, and for their texts.
    ///
    /// - Parameters:
    ///   - list: the list.
    ///   - read: a recipient's number and text; `nil` for one who gets no text of their own.
    /// - Throws: what reading the list throws.
    package init(of list: RecipientList, _ read: (Recipient) -> (PhoneNumber, String)?) throws {
        var (seen, shared): (Set<PhoneNumber>, Set<PhoneNumber>) = ([], [])
        var rows = try list.rows()
        while let recipient = try rows.next() {
            guard let (number, _) = read(recipient) else { continue }
            if !seen.insert(number.handset).inserted { shared.insert(number.handset) }
        }
        guard !shared.isEmpty else { return }
        seen = []
        rows = try list.rows()
        while let recipient = try rows.next() {
            guard let (number, text) = read(recipient), shared.contains(number.handset) else {
                continue
            }
            members[number.handset, default: Members()].add(text, row: recipient.row)
        }
        members = members.filter { $0.value.rows.count > 1 }
    }

    /// The one text for a number, a line for each of its texts in the order of the list; `nil`
    /// where there are not several, or a text is none of them.
    package func text(for number: PhoneNumber, with own: String) -> String? {
        guard !members.isEmpty, let shared = members[number.handset], shared.texts.contains(own)
        else { return nil }
        return shared.texts.joined(separator: "\n")
    }

    /// The rows whose texts go out in the message to a number, in the order of the list; empty
    /// where there are not several.
    package func rows(of number: PhoneNumber) -> [Int] {
        members.isEmpty ? [] : members[number.handset]?.rows ?? []
    }

    /// What the first row of a number is to the others; `nil` where it shares its message with
    /// none.
    package func lead(_ number: PhoneNumber) -> JoinedMessage? {
        rows(of: number).last.map { .leads(through: $0) }
    }
}

/// What a row has to do with a message that is made of the texts of several rows.
package enum JoinedMessage: Sendable, Hashable {
    /// It stands for the message; the last of the rows that share it is this one.
    case leads(through: Int)
    /// Its text is in the message that another row stands for.
    case follows(row: Int)
}

extension ReportRow {
    /// The row whose message this row's text is in; `nil` where it has one of its own, or none.
    package var leader: Int? {
        guard case .follows(let row) = joined else { return nil }
        return row
    }

    /// Gives this row, whose text is in the message of another one, that row's fate.
    ///
    /// - Parameter leader: the other row, as it ended.
    /// - Returns: the row with the same message, but no costs and no segments, which are counted
    ///   once.
    package func following(_ leader: ReportRow) -> ReportRow {
        var row = self
        let place = leader.recipient.place
        row.verdict = leader.verdict
        let own = repair.map { "; \($0.sentence)" } ?? ""
        row.verdict.detail = "its text is in the message of \(place)\(own)"
        if leader.verdict.status != .sent, leader.verdict.status != .wouldSend {
            row.verdict = row.verdict.adding(leader.verdict.detail)
        }
        (row.line, row.text) = (leader.line, leader.text)
        (row.size, row.lineDecision) = (nil, nil)
        row.delivery = leader.delivery
        row.delivery?.cost = nil
        row.delivery?.currency = nil
        row.updatedAt = leader.updatedAt
        return row
    }
}

/// Gives rows in the order of the list the fate of the message that their text is in.
package struct JoinedRows: Sendable {
    private var leaders: [Int: ReportRow] = [:]

    package init() {}

    /// Takes the next row of the list.
    ///
    /// - Returns: the row as it ended: a follower as its leader did, others as they are.
    package mutating func settle(_ row: ReportRow) -> ReportRow {
        switch row.joined {
        case .leads(let last):
            if last > row.recipient.row { leaders[row.recipient.row] = row }
            return row
        case .follows(let number):
            guard let leader = leaders[number] else { return row }
            if case .leads(row.recipient.row) = leader.joined { leaders[number] = nil }
            return row.following(leader)
        case nil: return row
        }
    }
}
