// SPDX-License-Identifier: Apache-2.0

extension ReportRow {
    /// The cells that say what has become of the message; empty texts too, which take the place of what was there.
    var outcomeCells: ReportUpdate.Cells {
        let all = zip(ReportColumn.allCases, cells(columns: [], withMessage: false))
        return Dictionary(uniqueKeysWithValues: all.filter { Self.outcomes.contains($0.0) }.map { ($0.rawValue, $1) })
    }

    private static let outcomes: Set<ReportColumn> = [
        .status, .reason, .detail, .provider, .messageID, .errorCode, .attempts, .cost, .currency, .sentAt, .updatedAt,
    ]
}

extension ReportUpdate {
    /// Writes rows as they are that have changed since the report was written.
    ///
    /// - Throws: as ``apply(adding:_:)`` does.
    package func amend(_ amendments: [Amendment]) throws {
        guard !amendments.isEmpty else { return }
        let rows = amendments.map { ("\($0.after.recipient.row)", $0.after.outcomeCells) }
        let cells = Dictionary(rows) { _, last in last }
        _ = try apply { cells[$0[.row]] }
    }
}
