// SPDX-License-Identifier: Apache-2.0

internal import Hashing
internal import SQLite

/// Opens the file of a ledger, makes sure that it is one, and brings it to the version of this program.
struct LedgerOpening {
    /// Holds what an opened ledger starts from.
    struct Opened {
        let database: Database
        let wasCreated: Bool
        let textKey: KeyedHash
    }

    let path: String
    let access: Ledger.Access

    /// Opens the ledger; `random` is asked for the key of a new one.
    func open(random: (Int) -> [UInt8]) throws(LedgerError) -> Opened {
        let file = LedgerFile(path: path)
        if access == .readWrite { try file.createIfMissing() }
        try file.refuseFragment()
        try file.refuseNetworkFileSystem()
        let database = try sqlite { () throws(SQLiteError) in
            try Database(path: path, access: connectionAccess(to: file))
        }
        let version = try recognisedVersion(of: database)
        try prepare(database, at: version, random: random)
        return Opened(database: database, wasCreated: version == 0, textKey: try textKey(in: database))
    }

    /// Who reads a ledger at rest leaves no `-wal` and `-shm` beside it, and needs no leave to write in its folder.
    ///
    /// Otherwise the newest data is in `-wal`, which only the ordinary way finds.
    private func connectionAccess(to file: LedgerFile) -> Database.Access {
        guard access == .readOnly else { return .readWrite }
        return file.isAtRest ? .immutable : .readOnly
    }

    /// Returns the version of the ledger, 0 for an empty file; nothing is changed before the file is known to be ours.
    private func recognisedVersion(of database: Database) throws(LedgerError) -> Int {
        let (mark, version, tables) = try sqlite { () throws(SQLiteError) in
            let tables = try database.first("SELECT count(*) AS n FROM sqlite_schema", decode: Self.count) ?? 0
            return (try database.pragma("application_id"), try database.pragma("user_version"), tables)
        }
        let isEmpty = mark == 0 && version == 0 && tables == 0
        let isOurs = mark == Schema.applicationID && version > 0
        guard isOurs || (isEmpty && access == .readWrite) else { throw LedgerError(path: path, kind: .notALedger) }
        guard version <= Schema.version else {
            throw LedgerError(path: path, kind: .newerVersion(found: Int(version), known: Schema.version))
        }
        return Int(version)
    }

    private func prepare(_ database: Database, at version: Int, random: (Int) -> [UInt8]) throws(LedgerError) {
        guard access == .readWrite else { return }
        guard !database.isReadOnly else { throw LedgerError(path: path, kind: .readOnly) }
        try sqlite { () throws(SQLiteError) in
            try database.execute(Self.settings)
            if version < Schema.version { try migrate(database, random: random) }
            try database.execute("PRAGMA foreign_keys = ON")
        }
    }

    /// What every connection that writes sets: the log that lets readers in while it writes, and a sync for each commit.
    ///
    /// Foreign keys wait for the migration, which replaces the table that messages refer to. The log is copied into the file at
    /// 32 MB: numbers lie all over the table, and at SQLite's 4 MB a sixth of a fast run's time went into copying.
    private static let settings = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 8000;
        PRAGMA foreign_keys = OFF;
        PRAGMA trusted_schema = OFF;
        """

    /// Runs the missing scripts in one transaction; another process may have been faster, so the version is read inside it.
    private func migrate(_ database: Database, random: (Int) -> [UInt8]) throws(SQLiteError) {
        try database.transaction { () throws(SQLiteError) in
            let version = Int(try database.pragma("user_version"))
            guard version < Schema.version else { return }
            for script in Schema.migrations[version...] { try database.execute(script) }
            try database.execute(Schema.views)
            if version == 0 {
                let key = Hex.text(of: random(Self.keyLength))
                try database.run("INSERT INTO settings (key, value) VALUES ('hash_key', :key)", ["key": .text(key)])
            }
            try database.execute("PRAGMA application_id = \(Schema.applicationID)")
            try database.execute("PRAGMA user_version = \(Schema.version)")
        }
    }

    private func textKey(in database: Database) throws(LedgerError) -> KeyedHash {
        let text = try sqlite { () throws(SQLiteError) in
            try database.first("SELECT value FROM settings WHERE key = 'hash_key'") { row throws(SQLiteError) in
                try row.text("value")
            }
        }
        guard let text, let key = Hex.bytes(of: text), key.count == Self.keyLength else {
            throw LedgerError(path: path, kind: .corrupt)
        }
        return KeyedHash(key: key)
    }

    /// The bytes of the key: as many as the hash has (RFC 2104 §3).
    private static let keyLength = 32

    private static func count(_ row: Row) throws(SQLiteError) -> Int64 {
        try row.integer("n")
    }

    private func sqlite<Value>(_ body: () throws(SQLiteError) -> Value) throws(LedgerError) -> Value {
        do throws(SQLiteError) {
            return try body()
        } catch {
            throw LedgerError(path: path, error)
        }
    }
}
