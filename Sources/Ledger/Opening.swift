// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import SQLite

/// Opens the file of a ledger, makes sure that it is one, and brings it to the version of this
/// program.
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
        return Opened(
            database: database, wasCreated: version == 0, textKey: try textKey(in: database))
    }

    /// Who reads a ledger at rest leaves no `-wal` and `-shm` beside it, and needs no leave to
    /// write in its folder.
    ///
    /// Otherwise the newest data is in `-wal`, which only the ordinary way finds.
    private func connectionAccess(to file: LedgerFile) -> Database.Access {
        guard access == .readOnly else { return .readWrite }
        return file.isAtRest ? .immutable : .readOnly
    }

    /// Returns the version of the ledger, 0 for an empty file; nothing is changed before the file
    /// is known to be ours.
    private func recognisedVersion(of database: Database) throws(LedgerError) -> Int {
        let (mark, version, tables) = try sqlite { () throws(SQLiteError) in
            let tables =
                try database.first("SELECT count(*) AS n FROM sqlite_schema", decode: Self.count)
                ?? 0
            return (
                try database.pragma("application_id"), try database.pragma("user_version"), tables
            )
        }
        let isEmpty = mark == 0 && version == 0 && tables == 0
        let isOurs = mark == Schema.applicationID && version > 0
        guard isOurs || (isEmpty && access == .readWrite) else {
            throw LedgerError(path: path, kind: .notALedger)
        }
        guard version <= Schema.version else {
            throw LedgerError(
                path: path, kind: .newerVersion(found: Int(version), known: Schema.version))
        }
        return Int(version)
    }

    private func prepare(
        _ database: Database, at version: Int, random: (Int) -> [UInt8]
    ) throws(LedgerError) {
        guard access == .readWrite else { return }
        guard !database.isReadOnly else { throw LedgerError(path: path, kind: .readOnly) }
        try sqlite { () throws(SQLiteError) in
            try database.execute(Self.settings)
            if version < Schema.version { try migrate(database, random: random) }
            try database.execute("PRAGMA foreign_keys = ON")
        }
    }

    /// What every connection that writes sets: the log that lets readers in while it writes, and a
    /// sync for each commit.
    ///
    /// Foreign keys wait for the migration, which replaces the table that messages refer to. The
    /// log is copied into the file at 32 MB: numbers lie all over the table, and at SQLite's 4 MB a
    /// sixth of a fast run's time went into copying.
    private static let settings = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 8000;
        PRAGMA foreign_keys = OFF;
        PRAGMA trusted_schema = OFF;
        """

    /// Runs the missing scripts in one transaction; another process may have been faster, so the
    /// version is read inside it.
    private func migrate(_ database: Database, random: (Int) -> [UInt8]) throws(SQLiteError) {
        try database.transaction { () throws(SQLiteError) in
            let version = Int(try database.pragma("user_version"))
            guard version < Schema.version else { return }
            for script in Schema.migrations[version...] { try database.execute(script) }
            try database.execute(Schema.views)
            if version == 0 {
                let key = Hex.text(of: random(Self.keyLength))
                try database.run(
                    "INSERT INTO settings (key, value) VALUES ('hash_key', :key)",
                    ["key": .text(key)])
            }
            try database.execute("PRAGMA application_id = \(Schema.applicationID)")
            try database.execute("PRAGMA user_version = \(Schema.version)")
        }
    }

    private func textKey(in database: Database) throws(LedgerError) -> KeyedHash {
        let text = try sqlite { () throws(SQLiteError) in
            try database.first("SELECT value FROM settings WHERE key = 'hash_key'") {
                row throws(SQLiteError) in try row.text("value")
            }
        }
        guard let text, let key = Hex.bytes(of: text), key.count == Self.keyLength else {
            throw LedgerError(path: path, kind: .corrupt)
        }
        return KeyedHash(key: key)
    }

    /// The bytes of the key: as many as the hash has (RFC 2104 §3).
    private static let keyLength = 32

    private static func count(_ row: Row) throws(SQLiteError) -> Int64 { try row.integer("n") }

    private func sqlite<Value>(_ body: () throws(SQLiteError) -> Value) throws(LedgerError) -> Value
    { do throws(SQLiteError) { return try body() } catch { throw LedgerError(path: path, error) } }
}

/// Handles the ledger's file before SQLite does: its mode, its place, its real name.
struct LedgerFile {
    let path: String

    /// Whether a file with something in it lies at the path.
    var exists: Bool { (size ?? 0) > 0 }

    /// Whether all is in the file itself: no run is at work and none was killed, either of which
    /// leaves data in `-wal`.
    var isAtRest: Bool { (Self.size(of: realPath + "-wal") ?? 0) == 0 }

    private var size: Int64? { Self.size(of: path) }

    /// The bytes in a file, nil where there is none.
    ///
    /// Only asked of the system, never by opening the file: to close it again would drop the locks
    /// of this process's connections.
    private static func size(of path: String) -> Int64? {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : nil
    }

    /// Throws when the file has contents, but less than a database's smallest page: SQLite would
    /// take it for empty, and overwrite it.
    func refuseFragment() throws(LedgerError) {
        guard let size, 1..<512 ~= size else { return }
        throw LedgerError(path: path, kind: .notALedger)
    }

    /// Creates an empty file with mode 0600 where there is none; SQLite gives its companions
    /// (`-wal`, `-shm`) the same mode.
    func createIfMissing() throws(LedgerError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor < 0 else {
            close(descriptor)
            return
        }
        let reason = errno
        guard reason != EEXIST else { return }
        throw LedgerError(
            path: path, kind: reason == ENOSPC ? .diskFull : .cannotOpen(Self.words(for: reason)))
    }

    /// Throws when the file lies where SQLite's write-ahead log cannot work.
    func refuseNetworkFileSystem() throws(LedgerError) {
        guard let name = NetworkFileSystem.name(at: path) else { return }
        throw LedgerError(path: path, kind: .networkFileSystem(name))
    }

    /// Claims the ledger for one sender; the claim ends with the returned value, or with the
    /// process.
    func lockForRequests() throws(LedgerError) -> FileLock {
        do throws(FileLock.Failure) { return try FileLock(path: realPath + ".lock") } catch {
            switch error {
            case .held(let process): throw LedgerError(path: path, kind: .inUse(process: process))
            case .system(let number):
                throw LedgerError(path: path, kind: .cannotOpen(Self.words(for: number)))
            }
        }
    }

    /// The path without links, so that two names of one ledger share one lock.
    private var realPath: String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func words(for number: Int32) -> String { String(cString: strerror(number)) }
}

/// Holds a file locked as long as it lives.
///
/// The system releases the lock of a process that dies, however it dies.
final class FileLock {
    /// Says why the lock was not obtained.
    enum Failure: Error, Equatable {
        /// Another one holds it; its process id where the file tells.
        case held(process: Int32?)
        /// The file cannot be opened or locked; the system's error number.
        case system(Int32)
    }

    private let descriptor: Int32

    /// Creates the file (mode 0600) if need be, and locks it without waiting.
    init(path: String) throws(Failure) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw .system(errno) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let failure: Failure =
                reason == EWOULDBLOCK ? .held(process: Self.process(in: opened)) : .system(reason)
            close(opened)
            throw failure
        }
        descriptor = opened
        leaveProcessID()
    }

    // The file stays: to remove it would let two others each lock a different file of the same
    // name.
    deinit { close(descriptor) }

    /// Writes who holds the lock, for the message that another one shows; the lock does not depend
    /// on it.
    private func leaveProcessID() {
        let text = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.count, 0)
    }

    private static func process(in descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(
            String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}
