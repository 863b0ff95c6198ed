// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers
import SQLite

/// To be called under the claim of `lockForRequests`: what a run relies on must not go while it
/// goes on.
extension Ledger {
    /// Says what is held of a number, in all spellings of its handset's.
    package func traces(of number: PhoneNumber) throws(LedgerError) -> NumberTraces {
        var found: [CampaignDetails] = []
        for campaign in try campaigns() {
            for spelling in number.spellings
            where try message(to: spelling, in: campaign.id) != nil {
                found.append(campaign.details)
            }
        }
        var lookups: Int64 = 0
        for spelling in number.spellings {
            lookups +=
                try read { database throws(SQLiteError) in
                    try database.first(
                        "SELECT count(*) AS n FROM lookups WHERE number = :number",
                        spelling.parameters
                    ) { row throws(SQLiteError) in try row.integer("n") }
                } ?? 0
        }
        return NumberTraces(
            campaigns: found, lookups: Int(lookups), isOptedOut: try isOptedOut(number))
    }

    /// Forgets a campaign with its messages, so that nobody knows whom it messaged; no other
    /// campaign gets its id.
    ///
    /// - Returns: whether the files hold no trace of it any more.
    /// - Throws: `LedgerError` when it is not forgotten.
    package func forget(_ campaign: CampaignID) async throws(LedgerError) -> Erasure {
        try prepareErasure()
        let seal = seal
        try await write { database throws(SQLiteError) in
            try database.run(
                "DELETE FROM messages WHERE campaign_id = :id", ["id": .integer(campaign.rawValue)])
            try database.run(
                "DELETE FROM campaigns WHERE id = :id", ["id": .integer(campaign.rawValue)])
            try seal.sealCampaigns(in: database)
        }
        return erase()
    }

    /// Forgets a number's messages in all campaigns and what lookups said of it, in all spellings
    /// of its handset's; an opt-out stays.
    ///
    /// - Returns: whether the files hold no trace of it any more, but for an opt-out.
    /// - Throws: `LedgerError` when it is not forgotten.
    package func forget(_ number: PhoneNumber) async throws(LedgerError) -> Erasure {
        try prepareErasure()
        let seal = seal
        try await write { database throws(SQLiteError) in
            for spelling in number.spellings {
                try seal.remove(spelling.e164, in: database)
                try database.run("DELETE FROM messages WHERE number = :number", spelling.parameters)
                try database.run("DELETE FROM lookups WHERE number = :number", spelling.parameters)
                try database.run(
                    "DELETE FROM lookup_requests WHERE number = :number", spelling.parameters)
            }
        }
        return erase()
    }

    /// Makes SQLite overwrite what it lets go of
    /// (<https://www.sqlite.org/pragma.html#pragma_secure_delete>).
    private func prepareErasure() throws(LedgerError) {
        try read { database throws(SQLiteError) in try database.execute("PRAGMA secure_delete = ON")
        }
    }

    /// Writes the whole file anew, and empties the log.
    ///
    /// Pages keep bytes of rows that moved elsewhere long ago, which no deletion overwrites.
    private func erase() -> Erasure {
        do throws(LedgerError) {
            let isBusy = try read { database throws(SQLiteError) in
                try database.execute("VACUUM")
                return try database.first("PRAGMA wal_checkpoint(TRUNCATE)") {
                    row throws(SQLiteError) in try row.integer("busy")
                }
            }
            return isBusy == 0 ? .complete : .partial(LedgerError(path: path, kind: .busy))
        } catch { return .partial(error) }
    }
}

extension PhoneNumber {
    fileprivate var parameters: KeyValuePairs<String, SQLiteValue> { ["number": .text(e164)] }
}

/// Says what a ledger holds of one number.
package struct NumberTraces: Sendable, Equatable {
    /// The campaigns that have a message to the number, oldest first.
    package let campaigns: [CampaignDetails]
    /// The answers to lookups, one for each provider entry that was asked.
    package let lookups: Int
    /// Whether the person opted out, whoever reported it.
    package let isOptedOut: Bool

    /// Whether there is anything to forget; an opt-out never is.
    package var isEmpty: Bool { campaigns.isEmpty && lookups == 0 }
}

/// Says whether what was deleted can still be found in the bytes of the ledger's files.
package enum Erasure: Sendable, Equatable {
    /// It cannot.
    case complete
    /// It is deleted, but its bytes may still be there; why.
    case partial(LedgerError)
}

/// Sums up what a ledger holds.
package struct LedgerOverview: Sendable, Equatable {
    /// The campaigns, oldest first.
    package let campaigns: [CampaignOverview]
    /// The answers to lookups that are remembered, however old.
    package let lookups: Int
    /// The people who opted out.
    package let optOuts: Int
}
