// SPDX-License-Identifier: Apache-2.0

import Campaign

/// Messages that the provider refused or that are in doubt, grouped by its code.
struct FailureGroups: Sendable {
    /// What the messages of a group have in common.
    struct Key: Hashable, Sendable {
        let status: Status
        let reason: String
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

    /// Counts a row, if its message failed or is in doubt, or is still to be sent after the provider gave a code.
    mutating func add(_ row: PageRow) {
        let status = row.facts.status
        guard status == .failed || status == .unconfirmed || (status == .pending && !row.errorCode.isEmpty) else {
            return
        }
        let key = Key(status: status, reason: row.facts.reason, provider: row.facts.provider, code: row.errorCode)
        guard groups[key] != nil || groups.count < Self.limit else { return others += 1 }
        groups[key, default: Group(key: key, count: 0, detail: row.detail)].count += 1
    }

    /// The groups, the largest first.
    var ranked: [Group] {
        groups.values.sorted { ($1.count, $0.key.code, $0.key.reason) < ($0.count, $1.key.code, $1.key.reason) }
    }
}
