// SPDX-License-Identifier: Apache-2.0

import Lists
import Testing

@Suite struct ReportComparisonTests {
    private func row(
        _ row: Int,
        _ number: String,
        _ status: Status,
        _ reason: String = ""
    ) -> ComparedRow {
        ComparedRow(
            row: "\(row)",
            number: number,
            phone: "as written",
            status: status,
            reason: reason
        )
    }

    private func compare(_ before: [ComparedRow], _ after: [ComparedRow]) -> ReportComparison {
        var comparison = ReportComparison()
        for row in before { comparison.addBefore(row) }
        for row in after { comparison.addAfter(row) }
        comparison.finish()
        return comparison
    }

    private func words(_ comparison: ReportComparison) -> [String] {
        comparison.ranked.map { change, rows in
            "\(change.before) \(change.reasonBefore)>\(change.after) \(change.reasonAfter): "
                + "\(rows.first.map(\.row)) \(rows.count)"
        }
    }

    @Test func `changes are counted by status, the commonest first`() {
        let comparison = compare(
            [
                row(1, "+1", .pending, "limit"), row(2, "+2", .pending, "stopped"),
                row(3, "+3", .unconfirmed),
                row(4, "+4", .sent),
            ],
            [row(1, "+1", .sent), row(2, "+2", .sent), row(3, "+3", .pending), row(4, "+4", .sent)]
        )
        #expect(
            words(comparison) == [
                "pending >sent : [\"1\", \"2\"] 2", "unconfirmed >pending : [\"3\"] 1",
            ]
        )
        #expect(comparison.same == 1 && comparison.before == 4 && comparison.after == 4)
    }

    @Test func `a reason that changed is a change of its own`() {
        let comparison = compare(
            [row(1, "+1", .skipped, "voip")],
            [row(1, "+1", .skipped, "opted_out")]
        )
        #expect(words(comparison) == ["skipped voip>skipped opted_out: [\"1\"] 1"])
    }

    @Test func `a number is found in another row`() {
        let comparison = compare(
            [row(1, "+1", .pending), row(2, "+2", .sent)],
            [row(1, "+2", .sent), row(2, "+1", .sent)]
        )
        #expect(words(comparison) == ["pending >sent : [\"2\"] 1"])
    }

    @Test func `rows with one number belong together by row, else in order`() {
        let before = [row(1, "+1", .pending), row(5, "+1", .skipped, "duplicate")]
        #expect(
            compare(before, [row(5, "+1", .skipped, "duplicate"), row(1, "+1", .sent)]).same == 1
        )
        #expect(
            words(compare(before, [row(2, "+1", .sent), row(6, "+1", .skipped, "duplicate")])).count
                == 1
        )
    }

    @Test func `a row whose number was repaired is the same row`() {
        let comparison = compare([row(7, "", .skipped, "invalid_number")], [row(7, "+1", .sent)])
        #expect(words(comparison) == ["skipped >sent : [\"7\"] 1"])
        #expect(comparison.onlyBefore.count == 0 && comparison.onlyAfter.count == 0)
    }

    @Test func `another person in the same row is another person`() {
        let comparison = compare([row(7, "+1", .sent)], [row(7, "+2", .sent)])
        #expect(
            comparison.onlyBefore.first.map(\.name) == ["+1"]
                && comparison.onlyAfter.first.map(\.name) == ["+2"]
        )
        #expect(comparison.same == 0 && comparison.transitions.isEmpty)
    }

    @Test func `the first rows that only one report has are named in order`() {
        let comparison = compare((1...20).map { row($0, "+\($0)", .sent) }, [])
        #expect(
            comparison.onlyBefore.count == 20
                && comparison.onlyBefore.first.map(\.row) == ["1", "2", "3"]
        )
    }

    @Test func `every row is counted once`() {
        let before = (1...300).map {
            row($0, $0 % 7 == 0 ? "" : "+\($0 % 50)", Status.allCases[$0 % 6])
        }
        let after = (100...420).map {
            row($0 % 290, $0 % 5 == 0 ? "" : "+\($0 % 60)", Status.allCases[$0 % 5])
        }
        let comparison = compare(before, after)
        let changed = comparison.transitions.values.reduce(0) { $0 + $1.count }
        #expect(comparison.same + changed + comparison.onlyBefore.count == 300)
        #expect(comparison.same + changed + comparison.onlyAfter.count == after.count)
    }
}
