// SPDX-License-Identifier: Apache-2.0

extension Schema {
    /// Keeps what caps count: the expected price of each message, second messages, and the lookups of a campaign.
    ///
    /// The account that a message was handed to is kept too, as a keyed hash; and messages can be found by their time.
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
