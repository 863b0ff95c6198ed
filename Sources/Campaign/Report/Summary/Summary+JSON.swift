// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Summary {
    /// The summary as the contract's JSON object, in its order, without what is not known.
    package var json: JSONText {
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
        add("exit", exitCode.map { .integer(Int($0)) })
        return .object(members)
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
        return .decimal(Decimal(Int(seconds)) + Decimal(Int(attoseconds / 1_000_000_000_000_000)) / Decimal(1000))
    }
}
