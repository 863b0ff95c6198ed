// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers
internal import SQLite

extension Ledger {
    /// Returns a provider's remembered answer about a number that is not older than `earliest`.
    package func cachedLookup(
        _ number: PhoneNumber,
        provider: String,
        notBefore earliest: Date
    ) throws(LedgerError) -> CachedLookup? {
        let query = """
            SELECT * FROM lookups WHERE provider = :provider AND number = :number AND looked_up_at >= :earliest
            """
        return try read { database throws(SQLiteError) in
            try database.first(
                query,
                [
                    "provider": .text(provider),
                    "number": .text(number.e164),
                    "earliest": .text(Timestamp.text(earliest)),
                ],
                decode: CachedLookup.init
            )
        }
    }

    /// Remembers an answer, in place of an earlier one.
    ///
    /// It joins the next commit, and the call returns before that when others are about to commit: a crash may lose the answer.
    package func recordLookup(_ lookup: CachedLookup) async throws(LedgerError) {
        try await writeSoon { database throws(SQLiteError) in
            try database.run(Self.insertLookup, lookup.values)
        }
    }

    private static let insertLookup = """
        INSERT INTO lookups (provider, number, line_type, carrier, raw_type, looked_up_at)
        VALUES (:provider, :number, :line_type, :carrier, :raw_type, :looked_up_at)
        ON CONFLICT (provider, number) DO UPDATE SET line_type = excluded.line_type, carrier = excluded.carrier,
            raw_type = excluded.raw_type, looked_up_at = excluded.looked_up_at
        """
}

extension CachedLookup {
    fileprivate init(_ row: Row) throws(SQLiteError) {
        self.init(
            provider: try row.text("provider"),
            number: try row.number("number"),
            lineType: try row.word("line_type"),
            carrier: try row.optionalText("carrier"),
            rawType: try row.optionalText("raw_type"),
            lookedUpAt: try row.date("looked_up_at")
        )
    }

    fileprivate var values: KeyValuePairs<String, SQLiteValue> {
        [
            "provider": .text(provider),
            "number": .text(number.e164),
            "line_type": .text(lineType.rawValue),
            "carrier": .text(carrier),
            "raw_type": .text(rawType),
            "looked_up_at": .text(Timestamp.text(lookedUpAt)),
        ]
    }
}
