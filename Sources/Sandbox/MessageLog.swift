// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
import SQLite

/// A log that ends with the process.
final class MemoryMessageLog: SandboxLog {
    private let stored = Guarded<[StoredMessage]>([])

    func append(_ message: StoredMessage) { stored.withLock { $0.append(message) } }

    func message(_ uuid: String) -> StoredMessage? {
        stored.withLock { stored in stored.first { $0.uuid == uuid } }
    }

    func messages(_ query: MessageQuery) -> [StoredMessage] {
        stored.withLock { $0.reversed().filter(query.matches) }
    }
}

/// Remembers the accepted messages.
protocol SandboxLog: Sendable {
    /// Adds a message.
    func append(_ message: StoredMessage) throws(MessageLogError)

    /// Returns the message with an id.
    func message(_ uuid: String) throws(MessageLogError) -> StoredMessage?

    /// Returns the messages that are asked for, the newest first.
    func messages(_ query: MessageQuery) throws(MessageLogError) -> [StoredMessage]
}

/// Why the sandbox's message log cannot be used.
package struct MessageLogError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The log's file.
    package let path: String
    /// What happened and what to do, in words.
    package let reason: String

    /// A sentence that names the file.
    package var description: String {
        "the sandbox's message log \(path) cannot be used: \(reason)"
    }
}

/// Which messages of the log are asked for.
///
/// What is nil does not matter.
struct MessageQuery: Hashable, Sendable {
    /// The recipient's digits.
    var destination: String?
    /// The sender's digits or name.
    var source: String?
    /// The earliest time of acceptance, inclusive.
    var from: Date?
    /// The latest time of acceptance, inclusive.
    var through: Date?

    /// Whether a message is asked for.
    func matches(_ message: StoredMessage) -> Bool {
        (destination.map { $0 == message.destination } ?? true)
            && (source.map { $0 == message.source } ?? true)
            && (from.map { message.acceptedAt >= $0 } ?? true)
            && (through.map { message.acceptedAt <= $0 } ?? true)
    }
}

/// A log in an SQLite file, so that messages can still be asked for after the sandbox was
/// restarted.
///
/// It holds the texts of practice messages, so the file can be read by its owner only. A power cut
/// may cost the last messages: it is a rehearsal's memory, not a ledger.
final class SQLiteMessageLog: SandboxLog {
    private let path: String
    private let database: Guarded<Database>

    /// Opens the log, and creates it where there is none.
    init(path: String) throws(MessageLogError) {
        self.path = path
        try Self.create(path)
        do throws(SQLiteError) {
            let database = try Database(path: path)
            try database.execute(Self.schema)
            self.database = Guarded(database)
        } catch { throw MessageLogError(path: path, reason: error.description) }
    }

    func append(_ message: StoredMessage) throws(MessageLogError) {
        try use { (database) throws(SQLiteError) in
            try database.run(
                "INSERT INTO messages VALUES (:uuid, :source, :destination, :text, :units, "
                    + ":accepted_at)",
                [
                    "uuid": .text(message.uuid), "source": .text(message.source),
                    "destination": .text(message.destination), "text": .text(message.text),
                    "units": .integer(message.units),
                    "accepted_at": .integer(Self.milliseconds(message.acceptedAt)),
                ])
        }
    }

    func message(_ uuid: String) throws(MessageLogError) -> StoredMessage? {
        try use { (database) throws(SQLiteError) in
            try database.first(
                "SELECT * FROM messages WHERE uuid = :uuid", ["uuid": .text(uuid)],
                decode: Self.decode)
        }
    }

    func messages(_ query: MessageQuery) throws(MessageLogError) -> [StoredMessage] {
        try use { (database) throws(SQLiteError) in
            try database.rows(
                """
                SELECT * FROM messages WHERE (:destination IS NULL OR destination = :destination)
                    AND (:source IS NULL OR source = :source)
                    AND (:start IS NULL OR accepted_at >= :start) AND (:end IS NULL OR \
                accepted_at <= :end)
                ORDER BY accepted_at DESC, rowid DESC
                """,
                [
                    "destination": .text(query.destination), "source": .text(query.source),
                    "start": query.from.map { .integer(Self.milliseconds($0)) } ?? .null,
                    "end": query.through.map { .integer(Self.milliseconds($0)) } ?? .null,
                ], decode: Self.decode)
        }
    }

    /// `accepted_at` is in milliseconds since 1970.
    private static let schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS messages (
            uuid TEXT PRIMARY KEY, source TEXT NOT NULL, destination TEXT NOT NULL, text TEXT NOT \
        NULL,
            units INTEGER NOT NULL, accepted_at INTEGER NOT NULL
        );
        CREATE INDEX IF NOT EXISTS messages_by_destination ON messages (destination, accepted_at);
        """

    /// SQLite gives its side files the mode of the file, so the file is made first.
    private static func create(_ path: String) throws(MessageLogError) {
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw MessageLogError(path: path, reason: String(cString: strerror(errno)))
        }
        close(descriptor)
    }

    private static func decode(_ row: Row) throws(SQLiteError) -> StoredMessage {
        StoredMessage(
            uuid: try row.text("uuid"), source: try row.text("source"),
            destination: try row.text("destination"), text: try row.text("text"),
            units: Int(try row.integer("units")),
            acceptedAt: Date(timeIntervalSince1970: Double(try row.integer("accepted_at")) / 1000))
    }

    private static func milliseconds(_ date: Date) -> Int64 {
        Int64((date.timeIntervalSince1970 * 1000).rounded())
    }

    @discardableResult private func use<Value: Sendable>(
        _ body: (Database) throws(SQLiteError) -> Value
    ) throws(MessageLogError) -> Value {
        do throws(SQLiteError) {
            return try database.withLock { (database) throws(SQLiteError) in try body(database) }
        } catch { throw MessageLogError(path: path, reason: error.description) }
    }
}

/// A message that the sandbox has accepted, as it arrived.
package struct StoredMessage: Hashable, Sendable {
    /// The id that the sender was given.
    package let uuid: String
    /// The sender, digits without `+`, or an alphanumeric name.
    package let source: String
    /// The recipient, digits without `+`.
    package let destination: String
    /// The text, letter by letter.
    package let text: String
    /// The parts that are billed.
    package let units: Int
    /// When it was accepted, to the millisecond.
    package let acceptedAt: Date
}
