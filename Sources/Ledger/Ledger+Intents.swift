// SPDX-License-Identifier: Apache-2.0

internal import PhoneNumbers
internal import SQLite

extension Ledger {
    /// Records that a request is about to leave, and returns when that is on the disk.
    ///
    /// The database itself keeps the promise that nobody is texted twice: it accepts the intent only for a number without a message
    /// in this campaign, for one that was certainly not accepted, or for the state that the intent replaces on purpose; and never for
    /// who has opted out, be it since the run began, or has a message of another campaign that is too near.
    ///
    /// - Returns: `recorded`, which alone allows the request to leave, or what stands in the way.
    /// - Throws: `LedgerError` when the intent is not on the disk, for a full or failing one for example: nothing must be sent.
    package nonisolated func recordIntent(_ intent: Intent) async throws(LedgerError) -> IntentReceipt {
        let time = Timestamp.text(now())
        return try await write { database throws(SQLiteError) in
            if let spacing = intent.spacing,
                let near = try Self.nearMessage(to: intent.number, spacing, in: database)
            {
                return .tooSoon(near)
            }
            let attempts = try database.first(Self.insertIntent, intent.values(at: time)) { row throws(SQLiteError) in
                Int(try row.integer("attempts"))
            }
            if let attempts { return .recorded(attempt: attempts) }
            return try Self.refusal(of: intent, in: database)
        }
    }

    /// Turns intents without outcome, which a crash left behind, into `unconfirmed` (`crashed`).
    ///
    /// To be called when a run begins, under the claim of `lockForRequests`: the intents of a run that goes on would be settled too.
    ///
    /// - Returns: How many there were.
    package nonisolated func settleCrashedIntents(in campaign: CampaignID) async throws(LedgerError) -> Int {
        let time = Timestamp.text(now())
        return try await write { database throws(SQLiteError) in
            try database.run(Self.settleCrashed, ["campaign": .integer(campaign.rawValue), "time": .text(time)])
        }
    }

    /// Tells a message that is in the way from an opt-out that is.
    private static func refusal(of intent: Intent, in database: Database) throws(SQLiteError) -> IntentReceipt {
        guard let state = try state(of: intent, in: database) else { return .optedOut }
        return state == .notAccepted || state == intent.replacing.state ? .optedOut : .refused(state)
    }

    private static func state(of intent: Intent, in database: Database) throws(SQLiteError) -> MessageState? {
        try database.first(
            "SELECT state FROM messages WHERE campaign_id = :campaign AND number = :number",
            ["campaign": .integer(intent.campaign.rawValue), "number": .text(intent.number.e164)]
        ) { row throws(SQLiteError) in try row.word("state") as MessageState }
    }

    private static let insertIntent = """
        INSERT INTO messages
            (campaign_id, number, row, state, provider, attempts, segments, encoding, text_hash, idempotency_key,
                intended_at, updated_at, expected_cost, account)
        SELECT :campaign, :number, :row, 'intent', :provider, 1, :segments, :encoding, :text_hash, :idempotency_key,
            :time, :time, :expected_cost, :account
        WHERE NOT EXISTS (SELECT 1 FROM opt_outs WHERE number = :number)
        ON CONFLICT (campaign_id, number) DO UPDATE SET
            row = excluded.row, state = 'intent', reason = NULL, detail = NULL, provider = excluded.provider,
            message_id = NULL, error_code = NULL, attempts = attempts + 1, segments = excluded.segments,
            encoding = excluded.encoding, cost = NULL, currency = NULL, text_hash = excluded.text_hash,
            idempotency_key = excluded.idempotency_key, intended_at = excluded.intended_at, sent_at = NULL,
            updated_at = excluded.updated_at, expected_cost = excluded.expected_cost, account = excluded.account,
            second_messages = second_messages + (state = 'unconfirmed')
        WHERE state = 'not_accepted' OR state = :replaced
        RETURNING attempts
        """

    private static let settleCrashed = """
        UPDATE messages SET state = 'unconfirmed', reason = 'crashed', updated_at = :time,
            detail = 'the run ended before the provider''s answer was recorded'
        WHERE campaign_id = :campaign AND state = 'intent'
        """
}

extension Intent {
    fileprivate func values(at time: String) -> KeyValuePairs<String, SQLiteValue> {
        [
            "campaign": .integer(campaign.rawValue),
            "number": .text(number.e164),
            "row": .integer(row),
            "provider": .text(provider),
            "segments": .integer(segments),
            "encoding": .text(encoding),
            "text_hash": .text(textHash),
            "idempotency_key": .text(idempotencyKey),
            "time": .text(time),
            "replaced": .text(replacing.state?.rawValue),
            "expected_cost": .text(expectedCost),
            "account": .text(account),
        ]
    }
}

extension Intent.Replacement {
    /// The state that a message must have to be sent once more.
    fileprivate var state: MessageState? {
        switch self {
        case .nothing: nil
        case .failed: .failed
        case .unconfirmed: .unconfirmed
        }
    }
}
