// SPDX-License-Identifier: Apache-2.0

import Campaign

extension ReportComparison {
    /// The comparison as one JSON object.
    ///
    /// - Parameters:
    ///   - earlier: the earlier report's name.
    ///   - later: the later report's name.
    /// - Returns: the counts, and the first rows of each change.
    func json(from earlier: String, to later: String) -> JSONText {
        .object([
            ("before", .object([("report", .string(earlier)), ("rows", .integer(before))])),
            ("after", .object([("report", .string(later)), ("rows", .integer(after))])),
            ("same", .integer(same)),
            ("changes", .array(ranked.map(Self.json))),
            ("onlyBefore", .object(Self.members(onlyBefore))),
            ("onlyAfter", .object(Self.members(onlyAfter))),
        ])
    }

    private static func json(_ transition: Transition, _ rows: RowGroup) -> JSONText {
        var members: [JSONText.Member] = [
            ("from", .string(transition.before.rawValue)), ("to", .string(transition.after.rawValue)),
        ]
        if transition.reasonBefore != transition.reasonAfter {
            members += [
                ("fromReason", .string(transition.reasonBefore)), ("toReason", .string(transition.reasonAfter)),
            ]
        }
        return .object(members + self.members(rows))
    }

    private static func members(_ group: RowGroup) -> [JSONText.Member] {
        let examples = group.first.map { row in
            JSONText.object([("row", .string(row.row)), ("number", .string(row.name))])
        }
        return [("count", .integer(group.count)), ("examples", .array(examples))]
    }
}
