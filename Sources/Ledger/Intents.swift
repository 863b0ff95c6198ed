// SPDX-License-Identifier: Apache-2.0

import Basics
package import PhoneNumbers
import SQLite

extension Ledger {
    /// Records that a request is about to leave, and returns when that is on the disk.
    ///
    /// The database itself keeps the promise that nobody is texted twice: it accepts the intent
    /// only for a number without a message in this campaign, for one that was certainly not
    /// accepted, or for the state that the intent replaces on purpose; and never for who has opted
    /// out, be it since the run began, or has a message of another campaign that is too near.
    /// Another spelling of the handset's number counts like the number itself.
    ///
    /// - Returns: `recorded`, which alone allows the request to leave, or what stands in the way.
    /// - Throws: `LedgerError` when the intent is not on the disk, for a full or failing one for
    ///   example: nothing must be sent.
    package nonisolated func recordIntent(
        _ intent: Intent
    ) async throws(LedgerError) -> IntentReceipt {
        let (time, seal) = (Timestamp.text(now()), seal)
        return try await write(begins: intent) { database throws(SQLiteError) in
            if let spacing = intent.spacing,
                let near = try Self.nearMessage(to: intent.number, spacing, in: database)
            {
                return .tooSoon(near)
            }
            return try Self.insert(intent, at: time, seal, in: database)
        }
    }

    /// Records messages that may have been handed over without the ledger's knowledge, as
    /// `unconfirmed` (`crashed`).
    ///
    /// - Returns: how many there are; a number that the ledger knows keeps what is known, unless it
    ///   was not accepted so far, or is one that the intent replaces.
    package nonisolated func recordLost(_ intents: [Intent]) async throws(LedgerError) -> Int {
        let (time, seal) = (Timestamp.text(now()), seal)
        return try await write { database throws(SQLiteError) in
            var count = 0
            for intent in intents {
                guard case .recorded = try Self.insert(intent, at: time, seal, in: database) else {
                    continue
                }
                count += try database.run(
                    Self.settleLost,
                    [
                        "campaign": .integer(intent.campaign.rawValue),
                        "number": .text(intent.number.e164),
                    ])
            }
            return count
        }
    }

    private static func insert(
        _ intent: Intent, at time: String, _ seal: Seal, in database: Database
    ) throws(SQLiteError) -> IntentReceipt {
        if let receipt = try refusal(bySpellingsOf: intent, in: database) { return receipt }
        let isNew = try state(of: intent, in: database) == nil
        let attempts = try database.first(insertIntent, intent.values(at: time)) {
            row throws(SQLiteError) in Int(try row.integer("attempts"))
        }
        guard let attempts else { return try refusal(of: intent, in: database) }
        if isNew { try seal.add(intent.number.e164, to: intent.campaign, in: database) }
        return .recorded(attempt: attempts)
    }

    /// Turns intents without outcome, which a crash left behind, into `unconfirmed` (`crashed`).
    ///
    /// To be called when a run begins, under the claim of `lockForRequests`: the intents of a run
    /// that goes on would be settled too.
    ///
    /// - Returns: How many there were.
    package nonisolated func settleCrashedIntents(
        in campaign: CampaignID
    ) async throws(LedgerError) -> Int {
        let time = Timestamp.text(now())
        return try await write { database throws(SQLiteError) in
            try database.run(
                Self.settleCrashed, ["campaign": .integer(campaign.rawValue), "time": .text(time)])
        }
    }

    /// Tells a message that is in the way from an opt-out that is.
    private static func refusal(
        of intent: Intent, in database: Database
    ) throws(SQLiteError) -> IntentReceipt {
        guard let present = try state(of: intent, in: database) else { return .optedOut }
        return present == .notAccepted || present == intent.replacing.state
            ? .optedOut : .refused(present)
    }

    /// What stands in the way under another spelling of the handset's number: a message that may
    /// have arrived, or an opt-out.
    private static func refusal(
        bySpellingsOf intent: Intent, in database: Database
    ) throws(SQLiteError) -> IntentReceipt? {
        let others = intent.number.otherSpellings
        guard !others.isEmpty else { return nil }
        // What stands under the number itself is told first.
        let own = try state(of: intent, in: database)
        if let own, own != .notAccepted, own != intent.replacing.state { return .refused(own) }
        for other in others {
            let present = try state(of: other, in: intent.campaign, database)
            if let present, present != .notAccepted, present != .failed {
                return .refused(present)
            }
        }
        return try isOptedOut(intent.number, in: database) ? .optedOut : nil
    }

    private static func state(
        of intent: Intent, in database: Database
    ) throws(SQLiteError) -> MessageState? {
        try state(of: intent.number, in: intent.campaign, database)
    }

    private static func state(
        of number: PhoneNumber, in campaign: CampaignID, _ database: Database
    ) throws(SQLiteError) -> MessageState? {
        try database.first(
            "SELECT state FROM messages WHERE campaign_id = :campaign AND number = :number",
            ["campaign": .integer(campaign.rawValue), "number": .text(number.e164)]
        ) { row throws(SQLiteError) in try row.word("state") as MessageState }
    }

    private static let insertIntent = """
        INSERT INTO messages
            (campaign_id, number, row, state, provider, attempts, segments, encoding, text_hash,
                idempotency_key,
                intended_at, updated_at, expected_cost, account, clock_offset_ms)
        SELECT :campaign, :number, :row, 'intent', :provider, 1, :segments, :encoding,
            :text_hash, :idempotency_key,
            :time, :time, :expected_cost, :account, :clock_offset
        WHERE NOT EXISTS (SELECT 1 FROM opt_outs WHERE number = :number)
        ON CONFLICT (campaign_id, number) DO UPDATE SET
            row = excluded.row, state = 'intent', reason = NULL, detail = NULL,
                provider = excluded.provider,
            message_id = NULL, error_code = NULL, attempts = attempts + 1,
                segments = excluded.segments,
            encoding = excluded.encoding, cost = NULL, currency = NULL,
                text_hash = excluded.text_hash,
            idempotency_key = excluded.idempotency_key, intended_at = excluded.intended_at,
                sent_at = NULL,
            updated_at = excluded.updated_at, expected_cost = excluded.expected_cost,
                account = excluded.account,
            clock_offset_ms = excluded.clock_offset_ms,
            second_messages = second_messages + (state = 'unconfirmed')
        WHERE state = 'not_accepted' OR state = :replaced
        RETURNING attempts
        """

    private static let settleLost = """
        UPDATE messages SET state = 'unconfirmed', reason = 'crashed',
            detail = '\(MessageRecord.lostDetail)'
        WHERE campaign_id = :campaign AND number = :number AND state = 'intent'
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
            "campaign": .integer(campaign.rawValue), "number": .text(number.e164),
            "row": .integer(row), "provider": .text(provider), "segments": .integer(segments),
            "encoding": .text(encoding), "text_hash": .text(textHash),
            "idempotency_key": .text(idempotencyKey), "time": .text(time),
            "replaced": .text(replacing.state?.rawValue), "expected_cost": .text(expectedCost),
            "account": .text(account), "clock_offset": clockOffset.map { .integer($0) } ?? .null,
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

/// Announces that a message is about to be handed to a provider.
///
/// It must be durable before the request's first byte leaves: after a crash it is the only trace of
/// a request that may have arrived.
package struct Intent: Sendable, Equatable {
    /// Says which settled message may be sent once more on purpose; `intent` and `sent` never may.
    package enum Replacement: Sendable, Hashable {
        /// None: only a number without a record, or whose last try was certainly not accepted.
        case nothing
        /// A message that the provider refused (`--retry-rejected`).
        case failed
        /// A message whose outcome is not known (`--resend-unconfirmed`).
        case unconfirmed
    }

    package var campaign: CampaignID
    /// The recipient.
    package var number: PhoneNumber
    /// The recipient's row in the list (1 = first data row).
    package var row: Int
    /// The key of the provider entry.
    package var provider: String
    /// The segments of the text.
    package var segments: Int
    /// The encoding of the text, `GSM-7` or `UCS-2`.
    package var encoding: String
    /// The keyed hash of the text (`Ledger.textHash`), in hexadecimal digits.
    package var textHash: String
    /// The idempotency key that goes with the request, where the provider has one.
    package var idempotencyKey: String?
    /// What this intent may replace.
    package var replacing: Replacement
    /// What the message costs by the configured prices, as a decimal number; nil where no price is
    /// known.
    package var expectedCost: String?
    /// The fingerprint of the account that the message is handed to (`Ledger.accountHash`); nil
    /// where there is none.
    package var account: String?
    /// How far it must lie from the messages of other campaigns; nil: any.
    package var spacing: Spacing?
    /// By how many milliseconds the provider's clock is ahead of this machine's; nil where that is
    /// not known.
    package var clockOffset: Int?

    /// Describes the request that is about to leave.
    package init(
        campaign: CampaignID, number: PhoneNumber, row: Int, provider: String, segments: Int,
        encoding: String, textHash: String, idempotencyKey: String? = nil,
        replacing: Replacement = .nothing
    ) {
        self.campaign = campaign
        self.number = number
        self.row = row
        self.provider = provider
        self.segments = segments
        self.encoding = encoding
        self.textHash = textHash
        self.idempotencyKey = idempotencyKey
        self.replacing = replacing
    }
}

/// Answers an intent: only `recorded` allows the request to leave.
package enum IntentReceipt: Sendable, Equatable {
    /// The intent is on the disk; `attempt` counts the requests of this message over all runs, this
    /// one included.
    case recorded(attempt: Int)
    /// The number has a message in this campaign already, in this state: it must not be sent to.
    case refused(MessageState)
    /// The person has opted out meanwhile: nothing must be sent.
    case optedOut
    /// Another campaign has messaged the number a short time ago: nothing must be sent.
    case tooSoon(NearMessage)
}
