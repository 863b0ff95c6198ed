// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
import SQLite

extension Ledger {
    /// Keeps how far the requests to an account have used its rate, for the next run.
    ///
    /// - Parameters:
    ///   - record: what is known.
    ///   - lane: the account, and which of its rates.
    /// - Throws: `LedgerError` when it is not on the disk.
    package nonisolated func keepPace(
        _ record: PaceRecord, of lane: String
    ) async throws(LedgerError) {
        try await write { database throws(SQLiteError) in
            _ = try database.run(
                """
                INSERT INTO settings (key, value) VALUES (:key, :value)
                ON CONFLICT (key) DO UPDATE SET value = excluded.value
                """, ["key": .text(Self.key(of: lane)), "value": .text(record.text)])
        }
    }

    /// Returns what was kept of an account's rate; nil where nothing was, or it cannot be read.
    package func pace(of lane: String) throws(LedgerError) -> PaceRecord? {
        let text = try read { database throws(SQLiteError) in
            try database.first(
                "SELECT value FROM settings WHERE key = :key", ["key": .text(Self.key(of: lane))]
            ) { row throws(SQLiteError) in try row.text("value") }
        }
        return text.flatMap(PaceRecord.init(text:))
    }

    private static func key(of lane: String) -> String { "pace of \(lane)" }
}

/// How far the requests to an account had used its rate at a moment.
package struct PaceRecord: Sendable, Hashable {
    /// Whether a run was going on: what has left since is not known.
    package var isOpen: Bool
    /// When this was so, by the wall clock.
    package var date: Date
    /// When this was so, by a clock that nobody sets; it begins anew with the system.
    package var uptime: Double
    /// The seconds for which the requests so far had used the rate in advance.
    package var busy: Double
    /// The seconds for which the provider wanted no more requests.
    package var paused: Double

    package init(isOpen: Bool, date: Date, uptime: Double, busy: Double, paused: Double) {
        self.isOpen = isOpen
        self.date = date
        self.uptime = uptime
        self.busy = busy
        self.paused = paused
    }

    /// The seconds since then.
    ///
    /// The wall clock may have been set, and the other one have begun anew: of two answers the
    /// smaller one holds, and a time in the future is none.
    package func age(at now: Date, uptime present: Double) -> Double {
        let ages = [now.timeIntervalSince(date), present - uptime].filter { $0 >= 0 }
        return ages.min() ?? 0
    }

    /// The record as it is written: `ended 2026-01-02T03:04:05.678Z 1234.5 0.1 0.0`.
    var text: String {
        let numbers = [uptime, busy, paused].map { "\($0)" }
        return ([isOpen ? "open" : "ended", Timestamp.text(date)] + numbers).joined(separator: " ")
    }

    /// Reads what was written; nil where it is something else.
    init?(text: String) {
        let words = text.split(separator: " ")
        let numbers = words.dropFirst(2).compactMap { Double($0) }.filter { $0.isFinite && $0 >= 0 }
        guard words.count == 5, numbers.count == 3, let date = Timestamp.date(String(words[1]))
        else { return nil }
        self.init(
            isOpen: words[0] == "open", date: date, uptime: numbers[0], busy: numbers[1],
            paused: numbers[2])
    }
}
