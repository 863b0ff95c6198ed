// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
package import PhoneNumbers
import SQLite

extension Ledger {
    /// Returns whether the number opted out, in any spelling of its handset's, whoever reported it.
    package func isOptedOut(_ number: PhoneNumber) throws(LedgerError) -> Bool {
        try read { database throws(SQLiteError) in try Self.isOptedOut(number, in: database) }
    }

    /// Returns all opt-outs, oldest first.
    package func optOuts() throws(LedgerError) -> [OptOut] {
        try read { database throws(SQLiteError) in
            try database.rows(
                "SELECT * FROM opt_outs ORDER BY at, number, provider", decode: OptOut.init)
        }
    }

    /// Returns the opt-outs of a number, those of other spellings of its handset's included, oldest
    /// first.
    package func optOuts(of number: PhoneNumber) throws(LedgerError) -> [OptOut] {
        var found: [OptOut] = []
        for spelling in number.spellings {
            found += try read { database throws(SQLiteError) in
                try database.rows(
                    "SELECT * FROM opt_outs WHERE number = :number ORDER BY at, provider",
                    ["number": .text(spelling.e164)], decode: OptOut.init)
            }
        }
        return found.sorted { $0.date < $1.date }
    }

    /// Remembers opt-outs, and returns when they are on the disk; one that is known already keeps
    /// its time.
    ///
    /// - Returns: how many of the people had not opted out before, by whoever's report.
    @discardableResult package func addOptOuts(_ optOuts: [OptOut]) async throws(LedgerError) -> Int
    {
        try await write { database throws(SQLiteError) in
            var new = 0
            for optOut in optOuts {
                if try !Self.isOptedOut(optOut.number, in: database) { new += 1 }
                try database.run(Self.insertOptOut, optOut.values)
            }
            return new
        }
    }

    /// Remembers one opt-out.
    package func addOptOut(_ optOut: OptOut) async throws(LedgerError) {
        try await addOptOuts([optOut])
    }

    /// Forgets a number's opt-outs in all spellings of its handset's, whoever reported them.
    ///
    /// - Returns: Whether there were any.
    @discardableResult package func removeOptOut(
        _ number: PhoneNumber
    ) async throws(LedgerError) -> Bool {
        try await write { database throws(SQLiteError) in
            var count = 0
            for spelling in number.spellings {
                count += try database.run(
                    "DELETE FROM opt_outs WHERE number = :number",
                    ["number": .text(spelling.e164)])
            }
            return count > 0
        }
    }

    static func isOptedOut(
        _ number: PhoneNumber, in database: Database
    ) throws(SQLiteError) -> Bool {
        if try hasOptOut(number, in: database) { return true }
        for other in number.otherSpellings where try hasOptOut(other, in: database) { return true }
        return false
    }

    private static func hasOptOut(
        _ number: PhoneNumber, in database: Database
    ) throws(SQLiteError) -> Bool {
        try database.first(
            "SELECT 1 AS n FROM opt_outs WHERE number = :number LIMIT 1",
            ["number": .text(number.e164)]
        ) { row throws(SQLiteError) in try row.integer("n") } != nil
    }

    private static let insertOptOut = """
        INSERT INTO opt_outs (number, provider, source, file, at) VALUES (:number, :provider,
            :source, :file, :at)
        ON CONFLICT (number, provider) DO NOTHING
        """
}

extension OptOut {
    /// Creates an opt-out from its row, where an empty provider stands for none: a key must not be
    /// null.
    fileprivate init(_ row: Row) throws(SQLiteError) {
        let provider = try row.text("provider")
        self.init(
            number: try row.number("number"), provider: provider.isEmpty ? nil : provider,
            source: try row.word("source"),
            // A ledger of version 1, which cannot be brought up to date where it is only read, has
            // no such column.
            file: row.has("file") ? try row.optionalText("file") : nil, date: try row.date("at"))
    }

    fileprivate var values: KeyValuePairs<String, SQLiteValue> {
        [
            "number": .text(number.e164), "provider": .text(provider ?? ""),
            "source": .text(source.rawValue), "file": .text(file),
            "at": .text(Timestamp.text(date)),
        ]
    }
}

/// Records that a person does not want messages.
package struct OptOut: Sendable, Equatable {
    /// Says who reported it; the raw value is the word in the ledger.
    package enum Source: String, Sendable, Hashable, CaseIterable {
        /// The user of the tool, by command.
        case user
        /// A list that the user imported.
        case list = "import"
        /// A provider that refused a message for this reason.
        case provider
    }

    /// The person's number.
    package var number: PhoneNumber
    /// The key of the provider entry that reported it; nil when the user did, in either way.
    package var provider: String?
    /// The name of the imported file; nil for any other source.
    package var file: String?
    /// Who reported it.
    package var source: Source
    /// When, to the millisecond.
    package var date: Date

    /// Describes an opt-out.
    package init(
        number: PhoneNumber, provider: String?, source: Source, file: String? = nil, date: Date
    ) {
        self.number = number
        self.provider = provider
        self.source = source
        self.file = file
        self.date = date
    }
}
