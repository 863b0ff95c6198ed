// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import PhoneNumbers
import SQLite

/// Holds the tables and views of the ledger, version by version.
///
/// People read the ledger with the `sqlite3` shell: names are whole words, times are ISO 8601 texts
/// in UTC, money is a decimal text.
enum Schema {
    /// Marks the file as a ledger of this program: the letters `SMSC`.
    static let applicationID: Int64 = 0x534D_5343

    /// The version that this program writes.
    static var version: Int { migrations.count }

    /// The script at index `n` brings a ledger from version `n` to `n + 1`; version 0 is an empty
    /// file.
    static let migrations = [first, second, third, fourth, fifth]

    /// The first version whose ledgers know themselves: which one they are, and how far they came.
    static let firstWithIdentity = 5

    private static let first = """
        CREATE TABLE settings (
            key TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE campaigns (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            provider TEXT NOT NULL,
            sender TEXT NOT NULL,
            template_hash TEXT NOT NULL,
            list_hash TEXT NOT NULL,
            created_at TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            report_path TEXT
        ) STRICT;
        CREATE INDEX campaigns_by_content ON campaigns (list_hash, template_hash);

        CREATE TABLE messages (
            campaign_id INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
            number TEXT NOT NULL CHECK (number GLOB '+[0-9]*'),
            row INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('intent', 'sent', 'failed', 'unconfirmed', \
        'not_accepted')),
            reason TEXT,
            detail TEXT,
            provider TEXT NOT NULL,
            message_id TEXT,
            error_code TEXT,
            attempts INTEGER NOT NULL,
            segments INTEGER NOT NULL,
            encoding TEXT NOT NULL,
            cost TEXT,
            currency TEXT,
            text_hash TEXT NOT NULL,
            idempotency_key TEXT,
            intended_at TEXT NOT NULL,
            sent_at TEXT,
            updated_at TEXT NOT NULL,
            PRIMARY KEY (campaign_id, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX messages_unsettled ON messages (campaign_id, state) WHERE state IN \
        ('intent', 'unconfirmed');

        CREATE TABLE lookups (
            provider TEXT NOT NULL,
            number TEXT NOT NULL CHECK (number GLOB '+[0-9]*'),
            line_type TEXT NOT NULL,
            carrier TEXT,
            raw_type TEXT,
            looked_up_at TEXT NOT NULL,
            PRIMARY KEY (provider, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE opt_outs (
            number TEXT NOT NULL CHECK (number GLOB '+[0-9]*'),
            provider TEXT NOT NULL,
            source TEXT NOT NULL CHECK (source IN ('user', 'provider')),
            at TEXT NOT NULL,
            PRIMARY KEY (number, provider)
        ) STRICT, WITHOUT ROWID;
        """

    /// Gives no campaign the id of a forgotten one, and lets opt-outs come from a list of the
    /// user's.
    ///
    /// Tables cannot be altered that far, so each is made anew and takes the old one's name; to be
    /// run without foreign keys, or the messages would go with the old table
    /// (<https://www.sqlite.org/lang_altertable.html>, section 7).
    private static let second = """
        DROP VIEW IF EXISTS message_report;
        DROP VIEW IF EXISTS campaign_summary;

        CREATE TABLE new_campaigns (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            provider TEXT NOT NULL,
            sender TEXT NOT NULL,
            template_hash TEXT NOT NULL,
            list_hash TEXT NOT NULL,
            created_at TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            report_path TEXT
        ) STRICT;
        INSERT INTO new_campaigns SELECT * FROM campaigns;
        DROP TABLE campaigns;
        ALTER TABLE new_campaigns RENAME TO campaigns;
        CREATE INDEX campaigns_by_content ON campaigns (list_hash, template_hash);

        CREATE TABLE new_opt_outs (
            number TEXT NOT NULL CHECK (number GLOB '+[0-9]*'),
            provider TEXT NOT NULL,
            source TEXT NOT NULL CHECK (source IN ('user', 'provider', 'import')),
            file TEXT,
            at TEXT NOT NULL,
            PRIMARY KEY (number, provider)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO new_opt_outs SELECT number, provider, source, NULL, at FROM opt_outs;
        DROP TABLE opt_outs;
        ALTER TABLE new_opt_outs RENAME TO opt_outs;
        """

    /// Keeps what the provider told of messages after it had accepted them.
    private static let third = """
        CREATE TABLE deliveries (
            campaign_id INTEGER NOT NULL,
            number TEXT NOT NULL,
            message_id TEXT NOT NULL,
            state TEXT NOT NULL,
            is_final INTEGER NOT NULL CHECK (is_final IN (0, 1)),
            error_code TEXT,
            detail TEXT,
            cost TEXT,
            currency TEXT,
            checked_at TEXT NOT NULL,
            PRIMARY KEY (campaign_id, number),
            FOREIGN KEY (campaign_id, number) REFERENCES messages (campaign_id, number) ON DELETE \
        CASCADE
        ) STRICT, WITHOUT ROWID;
        """

    /// What people look at; made anew whenever the tables change.
    static let views = """
        DROP VIEW IF EXISTS message_report;
        DROP VIEW IF EXISTS campaign_summary;

        CREATE VIEW message_report AS
            SELECT campaigns.name AS campaign, messages.row, messages.number, messages.state, \
        messages.reason,
                messages.detail, messages.encoding, messages.segments, messages.provider, \
        messages.message_id,
                messages.error_code, messages.attempts, messages.cost, messages.currency, \
        messages.intended_at,
                messages.sent_at, messages.updated_at, deliveries.state AS delivery
            FROM messages JOIN campaigns ON campaigns.id = messages.campaign_id
                LEFT JOIN deliveries ON deliveries.campaign_id = messages.campaign_id
                    AND deliveries.number = messages.number AND deliveries.message_id = \
        messages.message_id
            ORDER BY campaigns.id, messages.row;

        CREATE VIEW campaign_summary AS
            SELECT campaigns.name AS campaign, campaigns.provider, campaigns.sender,
                count(messages.number) AS messages,
                count(*) FILTER (WHERE messages.state = 'sent') AS sent,
                count(*) FILTER (WHERE messages.state = 'failed') AS failed,
                count(*) FILTER (WHERE messages.state = 'unconfirmed') AS unconfirmed,
                count(*) FILTER (WHERE messages.state = 'not_accepted') AS not_accepted,
                count(*) FILTER (WHERE messages.state = 'intent') AS in_flight,
                total(messages.segments) FILTER (WHERE messages.state = 'sent') AS segments_sent,
                (SELECT ifnull(sum(requests), 0) FROM lookup_requests
                    WHERE lookup_requests.campaign_id = campaigns.id) AS lookups,
                campaigns.created_at, max(messages.sent_at) AS last_sent_at, campaigns.report_path
            FROM campaigns LEFT JOIN messages ON messages.campaign_id = campaigns.id
            GROUP BY campaigns.id
            ORDER BY campaigns.id;
        """
}

extension Schema {
    /// Keeps what caps count: the expected price of each message, second messages, and the lookups
    /// of a campaign.
    ///
    /// The account that a message was handed to is kept too, as a keyed hash; and messages can be
    /// found by their time.
    static let fourth = """
        ALTER TABLE messages ADD COLUMN expected_cost TEXT;
        ALTER TABLE messages ADD COLUMN second_messages INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE messages ADD COLUMN account TEXT;
        CREATE INDEX messages_by_time ON messages (intended_at);

        CREATE TABLE lookup_requests (
            campaign_id INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
            number TEXT NOT NULL CHECK (number GLOB '+[0-9]*'),
            price TEXT NOT NULL,
            requests INTEGER NOT NULL,
            requested_at TEXT NOT NULL,
            PRIMARY KEY (campaign_id, number, price)
        ) STRICT, WITHOUT ROWID;
        """
}

extension Schema {
    /// Lets a ledger know itself: its id, how many transactions it made, which file it lies in, and
    /// what its campaigns add up to.
    ///
    /// `lost_rows` are rows of lists that messages were sent to, or may have been, of which the
    /// ledger lost the memory; the campaign stands there as its mirror names it. A message keeps by
    /// how much the provider's clock was ahead.
    static let fifth = """
        CREATE TABLE identity (
            only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
            id TEXT NOT NULL,
            counter INTEGER NOT NULL,
            file TEXT,
            is_behind INTEGER NOT NULL DEFAULT 0 CHECK (is_behind IN (0, 1)),
            run_campaign TEXT,
            run_began_at TEXT,
            campaign_seal INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE lost_rows (
            ledger TEXT NOT NULL,
            campaign TEXT NOT NULL,
            highest_row INTEGER,
            noted_at TEXT NOT NULL,
            PRIMARY KEY (ledger, campaign)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE campaigns ADD COLUMN message_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE campaigns ADD COLUMN message_seal INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE messages ADD COLUMN clock_offset_ms INTEGER;
        """
}

extension Row {
    /// Returns a column's time.
    func date(_ column: String) throws(SQLiteError) -> Date {
        try parsed(column, by: Timestamp.date)
    }

    /// Returns a column's time, nil where it is null.
    func optionalDate(_ column: String) throws(SQLiteError) -> Date? {
        try optionalText(column) == nil ? nil : try date(column)
    }

    func number(_ column: String) throws(SQLiteError) -> PhoneNumber {
        try parsed(column) { PhoneNumber(e164: $0) }
    }

    /// Returns a column's word as a case of `Value`.
    func word<Value: RawRepresentable<String>>(_ column: String) throws(SQLiteError) -> Value {
        try parsed(column) { Value(rawValue: $0) }
    }

    /// Returns what a column's text means; a text without meaning was not written by this program.
    private func parsed<Value>(
        _ column: String, by parse: (String) -> Value?
    ) throws(SQLiteError) -> Value {
        let cell = try text(column)
        guard let value = parse(cell) else {
            throw SQLiteError(corrupt: "“\(cell)” in the column \(column)")
        }
        return value
    }
}
