// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import SQLite

@Suite struct DatabaseTests {
    let database: Database

    init() throws {
        database = try Database(path: ":memory:")
        try database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT UNIQUE) STRICT")
    }

    private func words() throws -> [String?] {
        try database.rows("SELECT word FROM t ORDER BY id") { row throws(SQLiteError) in
            try row.optionalText("word")
        }
    }

    @Test(arguments: [
        "", "plain", "O'Brien; DROP TABLE t", "naïve 👍🏽", "nul\0inside",
        String(repeating: "x", count: 100_000),
    ])
    func `a text comes back as it went in`(text: String) throws {
        try database.run("INSERT INTO t (word) VALUES (:word)", ["word": .text(text)])
        #expect(try words() == [text])
    }

    @Test(arguments: [Int64.min, -1, 0, 1, .max])
    func `a whole number comes back as it went in`(number: Int64) throws {
        try database.run("INSERT INTO t (id) VALUES (:id)", ["id": .integer(number)])
        let found = try database.first("SELECT id FROM t") { row throws(SQLiteError) in
            try row.integer("id")
        }
        #expect(found == number)
    }

    @Test func `a parameter that is left out is null, also when the statement had a value before`()
        throws
    {
        try database.run("INSERT INTO t (word) VALUES (:word)", ["word": .text("one")])
        try database.run("INSERT INTO t (word) VALUES (:word)")
        try database.run("INSERT INTO t (word) VALUES (:word)", ["word": .text(nil)])
        #expect(try words() == ["one", nil, nil])
    }

    @Test func `run tells how many rows changed`() throws {
        try database.execute("INSERT INTO t (word) VALUES ('a'), ('b')")
        #expect(try database.run("UPDATE t SET word = word || '!'") == 2)
        #expect(try database.run("DELETE FROM t WHERE word = :word", ["word": .text("a")]) == 0)
    }

    @Test func `a query without rows gives nothing`() throws {
        #expect(try words().isEmpty)
        #expect(
            try database.first("SELECT word FROM t") { row throws(SQLiteError) in
                try row.text("word")
            } == nil
        )
    }

    @Test func `a broken rule is an error with both codes, and the statement can be used again`()
        throws
    {
        let insert = "INSERT INTO t (word) VALUES (:word)"
        try database.run(insert, ["word": .text("one")])
        let error = #expect(throws: SQLiteError.self) {
            try database.run(insert, ["word": .text("one")])
        }
        #expect(error?.code == .constraint)
        #expect(error?.extendedCode == 2067)
        #expect(error?.message == "UNIQUE constraint failed: t.word")
        try database.run(insert, ["word": .text("two")])
        #expect(try words() == ["one", "two"])
    }

    @Test func `a wrong parameter or column name, and a script without a statement, are misuse`()
        throws
    {
        let parameter = #expect(throws: SQLiteError.self) {
            try database.run("DELETE FROM t", ["nope": .null])
        }
        #expect(parameter?.code == .misuse)
        try database.execute("INSERT INTO t (word) VALUES ('a')")
        let column = #expect(throws: SQLiteError.self) {
            try database.rows("SELECT * FROM t") { row throws(SQLiteError) in try row.text("nope") }
        }
        #expect(column?.message == "the result has no column “nope”")
        #expect(throws: SQLiteError.self) { try database.run("  -- nothing") }
    }

    @Test func `a transaction that fails leaves nothing behind`() throws {
        #expect(throws: SQLiteError(corrupt: "stop")) {
            try database.transaction { () throws(SQLiteError) in
                try database.run("INSERT INTO t (word) VALUES ('a')")
                #expect(!database.isOutsideTransaction)
                throw SQLiteError(corrupt: "stop")
            }
        }
        #expect(database.isOutsideTransaction)
        #expect(try words().isEmpty)
    }

    @Test func `a transaction that ends well is kept`() throws {
        try database.transaction { () throws(SQLiteError) in
            try database.run("INSERT INTO t (word) VALUES ('a')")
        }
        #expect(try words() == ["a"])
    }

    @Test func `a connection for reading does not write`() throws {
        let folder = try ScratchFolder()
        try folder.write("", to: "empty.sqlite")
        let reader = try Database(path: folder.file("empty.sqlite"), access: .readOnly)
        #expect(reader.isReadOnly)
        let error = #expect(throws: SQLiteError.self) {
            try reader.execute("CREATE TABLE t (id INTEGER)")
        }
        #expect(error?.code == .readOnly)
    }

    @Test func `a lock that does not go away is busy`() throws {
        let folder = try ScratchFolder()
        try folder.write("", to: "shared.sqlite")
        let holder = try Database(path: folder.file("shared.sqlite"))
        let waiter = try Database(path: folder.file("shared.sqlite"), busyTimeout: 1)
        try holder.execute("BEGIN EXCLUSIVE")
        let error = #expect(throws: SQLiteError.self) { try waiter.transaction {} }
        #expect(error?.code == .busy)
    }

    @Test func `a file that is not there cannot be opened`() throws {
        let folder = try ScratchFolder()
        let error = #expect(throws: SQLiteError.self) {
            try Database(path: folder.file("none.sqlite"))
        }
        #expect(error?.code == .cannotOpen)
    }
}
