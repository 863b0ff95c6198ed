// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger

extension LedgerOverview {
    /// The answer of `campaigns --json`; a ledger that does not exist holds nothing.
    static func json(_ overview: LedgerOverview?, at path: String) -> JSONText {
        .object([
            ("ledger", .string(path)), ("exists", .bool(overview != nil)),
            ("campaigns", .array((overview?.campaigns ?? []).map(\.json))),
            ("lookups", .integer(overview?.lookups ?? 0)), ("optOuts", .integer(overview?.optOuts ?? 0)),
        ])
    }
}

extension CampaignOverview {
    fileprivate var json: JSONText {
        let details = campaign.details
        return .object([
            ("name", .string(details.name)), ("provider", .string(details.provider)),
            ("createdAt", .string(Timestamp.text(campaign.createdAt))),
            ("changedAt", .string(Timestamp.text(changedAt))),
            ("counts", .object(Standing.allCases.map { ($0.rawValue, .integer(counts[$0, default: 0])) })),
            ("costs", .object(costs.sorted { $0.key < $1.key }.map { ($0.key, .decimal($0.value)) })),
            ("report", details.reportPath.map(JSONText.string) ?? .null),
        ])
    }
}
