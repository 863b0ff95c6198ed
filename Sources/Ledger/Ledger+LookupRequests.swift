// SPDX-License-Identifier: Apache-2.0

internal import PhoneNumbers
internal import SQLite

extension Ledger {
    /// Records that a lookup is about to be paid for.
    ///
    /// - Parameters:
    ///   - request: the lookup.
    ///   - isDurable: whether the call returns only when that is on the disk, as a cap on costs needs it; otherwise a crash may
    ///     lose it.
    /// - Throws: `LedgerError` when it is not recorded.
    package nonisolated func recordLookupRequest(_ request: LookupRequest, isDurable: Bool) async throws(LedgerError) {
        let values = request.values(at: Timestamp.text(now()))
        guard isDurable else {
            return try await writeSoon { database throws(SQLiteError) in
                try database.run(Self.insertLookupRequest, values)
            }
        }
        try await write { database throws(SQLiteError) in try database.run(Self.insertLookupRequest, values) }
    }

    /// Takes a lookup back that certainly was not paid for; a crash may lose that.
    package nonisolated func withdrawLookupRequest(_ request: LookupRequest) async throws(LedgerError) {
        let values = request.values(at: Timestamp.text(now()))
        try await writeSoon { database throws(SQLiteError) in
            try database.run(Self.returnLookupRequest, values)
            try database.run(Self.deleteLookupRequest, request.key)
        }
    }

    private static let insertLookupRequest = """
        INSERT INTO lookup_requests (campaign_id, number, price, requests, requested_at)
        VALUES (:campaign, :number, :price, 1, :time)
        ON CONFLICT (campaign_id, number, price) DO UPDATE SET requests = requests + 1, requested_at = excluded.requested_at
        """

    private static let returnLookupRequest = """
        UPDATE lookup_requests SET requests = requests - 1, requested_at = :time
        WHERE campaign_id = :campaign AND number = :number AND price = :price
        """

    private static let deleteLookupRequest = """
        DELETE FROM lookup_requests
        WHERE campaign_id = :campaign AND number = :number AND price = :price AND requests <= 0
        """
}

extension LookupRequest {
    fileprivate var key: KeyValuePairs<String, SQLiteValue> {
        ["campaign": .integer(campaign.rawValue), "number": .text(number.e164), "price": .text(price ?? "")]
    }

    fileprivate func values(at time: String) -> KeyValuePairs<String, SQLiteValue> {
        [
            "campaign": .integer(campaign.rawValue), "number": .text(number.e164), "price": .text(price ?? ""),
            "time": .text(time),
        ]
    }
}
