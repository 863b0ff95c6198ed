// SPDX-License-Identifier: Apache-2.0

import Campaign

/// Messages that the provider refused, that are in doubt, or that were accepted and did not arrive, grouped by its code.
struct FailureGroups: Sendable {
    /// What the messages of a group have in common.
    struct Key: Hashable, Sendable {
        let status: Status
        let reason: String
        /// What became of an accepted message; empty for all others.
        let delivery: String
        let provider: String
        let code: String
    }

    /// A group: how many messages, and what the report says of the first.
    struct Group: Sendable {
        let key: Key
        var count: Int
        let detail: String
    }

    /// More groups are counted together: a file that anybody may edit must not fill the memory.
    static let limit = 200

    private var groups: [Key: Group] = [:]
    /// Messages that are in no group, because there are too many groups.
    private(set) var others = 0

    /// Counts a row, if its message failed, is in doubt or did not arrive, or is still to be sent after the provider gave a code.
    mutating func add(_ row: PageRow) {
        guard let key = Self.key(row) else { return }
        guard groups[key] != nil || groups.count < Self.limit else { return others += 1 }
        groups[key, default: Group(key: key, count: 0, detail: row.words)].count += 1
    }

    private static func key(_ row: PageRow) -> Key? {
        let (facts, code) = (row.facts, row.code)
        let isLost = facts.status == .sent && DeliveryFate(facts.delivery, detail: "").isFailure
        let isPutOff = facts.status == .pending && !code.isEmpty
        guard facts.status == .failed || facts.status == .unconfirmed || isLost || isPutOff else { return nil }
        return Key(
            status: facts.status,
            reason: facts.reason,
            delivery: isLost ? facts.delivery : "",
            provider: facts.provider,
            code: code
        )
    }

    /// The groups, the largest first.
    var ranked: [Group] {
        groups.values.sorted { ($1.count, $0.key.code, $0.key.reason) < ($0.count, $1.key.code, $1.key.reason) }
    }
}
