// SPDX-License-Identifier: Apache-2.0

import Basics
import SQLite

/// Makes the tables of a new ledger, or brings those of an earlier version up to date, in one
/// transaction.
struct Migration {
    let database: Database
    let place: LedgerPlace

    /// Runs the missing scripts; another process may have been faster, so the version is read
    /// inside the transaction.
    ///
    /// - Parameter random: gives that many random bytes.
    /// - Returns: whether there was no ledger before.
    /// - Throws: `SQLiteError`; nothing is changed then.
    func run(random: (Int) -> [UInt8]) throws(SQLiteError) -> Bool {
        var isNew = false
        try database.transaction { () throws(SQLiteError) in
            let version = Int(try database.pragma("user_version"))
            isNew = version == 0
            guard version < Schema.version else { return }
            for script in Schema.migrations[version...] { try database.execute(script) }
            try database.execute(Schema.views)
            if version == 0 { try makeKey(random(Self.keyLength)) }
            if version < Schema.firstWithIdentity { try makeIdentity(LedgerID(random: random)) }
            try database.execute("PRAGMA application_id = \(Schema.applicationID)")
            try database.execute("PRAGMA user_version = \(Schema.version)")
        }
        return isNew
    }

    private func makeKey(_ key: [UInt8]) throws(SQLiteError) {
        try database.run(
            "INSERT INTO settings (key, value) VALUES ('hash_key', :key)",
            ["key": .text(Hex.text(of: key))])
    }

    private func makeIdentity(_ id: LedgerID) throws(SQLiteError) {
        try database.run(
            "INSERT INTO identity (only, id, counter, file) VALUES (1, :id, 1, :file)",
            ["id": .text(id.text), "file": .text(place.fileIdentity)])
        guard let key = try Self.textKey(in: database) else { return }
        try Seal(key: key).sealAll(in: database)
    }

    /// The key of the hashes; `nil` where it is damaged.
    static func textKey(in database: Database) throws(SQLiteError) -> KeyedHash? {
        let text = try database.first("SELECT value FROM settings WHERE key = 'hash_key'") {
            row throws(SQLiteError) in try row.text("value")
        }
        guard let text, let key = Hex.bytes(of: text), key.count == keyLength else { return nil }
        return KeyedHash(key: key)
    }

    /// The bytes of the key: as many as the hash has (RFC 2104 §3).
    private static let keyLength = 32
}
