// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
package import PhoneNumbers
import SQLite

extension Ledger {
    /// Records that a lookup is about to be paid for.
    ///
    /// - Parameters:
    ///   - request: the lookup.
    ///   - isDurable: whether the call returns only when that is on the disk, as a cap on costs
    ///     needs it; otherwise a crash may lose it.
    /// - Throws: `LedgerError` when it is not recorded.
    package nonisolated func recordLookupRequest(
        _ request: LookupRequest, isDurable: Bool
    ) async throws(LedgerError) {
        let values = request.values(at: Timestamp.text(now()))
        guard isDurable else {
            return try await writeSoon { database throws(SQLiteError) in
                try database.run(Self.insertLookupRequest, values)
            }
        }
        try await write { database throws(SQLiteError) in
            try database.run(Self.insertLookupRequest, values)
        }
    }

    /// Takes a lookup back that certainly was not paid for; a crash may lose that.
    package nonisolated func withdrawLookupRequest(
        _ request: LookupRequest
    ) async throws(LedgerError) {
        let values = request.values(at: Timestamp.text(now()))
        try await writeSoon { database throws(SQLiteError) in
            try database.run(Self.returnLookupRequest, values)
            try database.run(Self.deleteLookupRequest, request.key)
        }
    }

    private static let insertLookupRequest = """
        INSERT INTO lookup_requests (campaign_id, number, price, requests, requested_at)
        VALUES (:campaign, :number, :price, 1, :time)
        ON CONFLICT (campaign_id, number, price) DO UPDATE SET requests = requests + 1,
            requested_at = excluded.requested_at
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
        [
            "campaign": .integer(campaign.rawValue), "number": .text(number.e164),
            "price": .text(price ?? ""),
        ]
    }

    fileprivate func values(at time: String) -> KeyValuePairs<String, SQLiteValue> {
        [
            "campaign": .integer(campaign.rawValue), "number": .text(number.e164),
            "price": .text(price ?? ""), "time": .text(time),
        ]
    }
}

extension Ledger {
    /// Returns a provider's remembered answer about a number that is not older than `earliest`.
    package func cachedLookup(
        _ number: PhoneNumber, provider: String, notBefore earliest: Date
    ) throws(LedgerError) -> CachedLookup? {
        let query = """
            SELECT * FROM lookups WHERE provider = :provider AND number = :number
                AND looked_up_at >= :earliest
            """
        return try read { database throws(SQLiteError) in
            try database.first(
                query,
                [
                    "provider": .text(provider), "number": .text(number.e164),
                    "earliest": .text(Timestamp.text(earliest)),
                ], decode: CachedLookup.init)
        }
    }

    /// Remembers an answer, in place of an earlier one.
    ///
    /// It joins the next commit, and the call returns before that when others are about to commit:
    /// a crash may lose the answer.
    package func recordLookup(_ lookup: CachedLookup) async throws(LedgerError) {
        try await writeSoon { database throws(SQLiteError) in
            try database.run(Self.insertLookup, lookup.values)
        }
    }

    private static let insertLookup = """
        INSERT INTO lookups (provider, number, line_type, carrier, raw_type, looked_up_at)
        VALUES (:provider, :number, :line_type, :carrier, :raw_type, :looked_up_at)
        ON CONFLICT (provider, number) DO UPDATE SET line_type = excluded.line_type,
            carrier = excluded.carrier,
            raw_type = excluded.raw_type, looked_up_at = excluded.looked_up_at
        """
}

extension CachedLookup {
    fileprivate init(_ row: Row) throws(SQLiteError) {
        self.init(
            provider: try row.text("provider"), number: try row.number("number"),
            lineType: try row.word("line_type"), carrier: try row.optionalText("carrier"),
            rawType: try row.optionalText("raw_type"), lookedUpAt: try row.date("looked_up_at"))
    }

    fileprivate var values: KeyValuePairs<String, SQLiteValue> {
        [
            "provider": .text(provider), "number": .text(number.e164),
            "line_type": .text(lineType.rawValue), "carrier": .text(carrier),
            "raw_type": .text(rawType), "looked_up_at": .text(Timestamp.text(lookedUpAt)),
        ]
    }
}

/// Holds a provider's answer to the question what kind of line a number is.
package struct CachedLookup: Sendable, Equatable {
    /// The key of the provider entry that answered.
    package var provider: String
    /// The number asked about.
    package var number: PhoneNumber
    /// The line type, `unknown` where the answer named none.
    package var lineType: LineType
    /// The carrier's name.
    package var carrier: String?
    /// The provider's own word for the line type.
    package var rawType: String?
    /// When it answered, to the millisecond.
    package var lookedUpAt: Date

    /// Describes an answer.
    package init(
        provider: String, number: PhoneNumber, lineType: LineType, carrier: String? = nil,
        rawType: String? = nil, lookedUpAt: Date
    ) {
        self.provider = provider
        self.number = number
        self.lineType = lineType
        self.carrier = carrier
        self.rawType = rawType
        self.lookedUpAt = lookedUpAt
    }
}

/// Announces that a campaign is about to pay for a lookup.
package struct LookupRequest: Sendable, Hashable {
    package var campaign: CampaignID
    /// The number that is asked about.
    package var number: PhoneNumber
    /// What the lookup costs by the configured prices, as a decimal number; nil where no price is
    /// known.
    package var price: String?

    /// Describes a request that is about to leave.
    package init(campaign: CampaignID, number: PhoneNumber, price: String?) {
        self.campaign = campaign
        self.number = number
        self.price = price
    }
}
