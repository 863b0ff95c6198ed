// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLite
import TestSupport
import Testing

@testable import Basics
@testable import Ledger

@Suite struct LedgerOpeningTests {
    let bench: LedgerBench

    init() throws {
        bench = try LedgerBench()
    }

    private func kind(_ access: Ledger.Access = .readWrite) -> LedgerError.Kind? {
        do {
            _ = try bench.open(access)
            return nil
        } catch {
            return error.kind
        }
    }

    private func mode(of name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: bench.folder.file(name))[.posixPermissions]
            as? Int
    }

    @Test func `a new ledger says so, an old one does not`() async throws {
        #expect(!Ledger.exists(at: bench.path))
        let first = try bench.open()
        #expect(first.wasCreated)
        #expect(try await first.campaigns().isEmpty)
        await first.close()
        #expect(Ledger.exists(at: bench.path))
        #expect(try !bench.open().wasCreated)
    }

    @Test func `nobody else may read the ledger, its companions and its lock`() async throws {
        let ledger = try bench.open()
        try await ledger.lockForRequests()
        _ = try await ledger.begin(LedgerBench.campaign())
        for name in [
            "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.sqlite.lock",
        ] {
            #expect(try mode(of: name) == 0o600, "\(name)")
        }
    }

    @Test func `an empty file becomes a ledger, as after a crash at the very beginning`() throws {
        try bench.folder.write("", to: "ledger.sqlite")
        #expect(!Ledger.exists(at: bench.path))
        #expect(try bench.open().wasCreated)
    }

    @Test(arguments: [
        "x", "number,name\n+12025550100,Ann\n", String(repeating: "not a database ", count: 1000),
    ])
    func `a file of another kind is refused and stays as it is`(contents: String) throws {
        try bench.folder.write(contents, to: "ledger.sqlite")
        #expect(kind() == .notALedger)
        #expect(kind(.readOnly) == .notALedger)
        #expect(try bench.folder.read("ledger.sqlite") == contents)
    }

    @Test func `another program's database is refused and stays as it is`() throws {
        try bench.folder.write("", to: "ledger.sqlite")
        let other = try Database(path: bench.path)
        try other.execute("CREATE TABLE photos (id INTEGER)")
        #expect(kind() == .notALedger)
        #expect(try other.pragma("application_id") == 0)
        let mode = try other.first("PRAGMA journal_mode") { row throws(SQLiteError) in
            try row.text("journal_mode")
        }
        #expect(mode == "delete")
    }

    @Test func `a ledger of a newer version is refused`() throws {
        _ = try bench.open()
        try Database(path: bench.path).execute("PRAGMA user_version = 99")
        #expect(kind() == .newerVersion(found: 99, known: Schema.version))
        #expect(kind(.readOnly) == .newerVersion(found: 99, known: Schema.version))
    }

    @Test func `a ledger whose pages are overwritten is corrupt`() async throws {
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        await ledger.close()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: bench.path))
        bytes.replaceSubrange(4096..., with: Data(repeating: 0x5A, count: bytes.count - 4096))
        try bytes.write(to: URL(fileURLWithPath: bench.path))
        let found = await #expect(throws: LedgerError.self) {
            _ = try await bench.open().counts(in: campaign)
        }
        #expect(found?.kind == .corrupt)
    }

    @Test func `a ledger that was cut off is corrupt`() async throws {
        await (try bench.open()).close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: bench.path))
        try bytes.prefix(4096 * 2).write(to: URL(fileURLWithPath: bench.path))
        #expect(kind() == .corrupt)
    }

    @Test func `a ledger without its key is corrupt`() throws {
        _ = try bench.open()
        try Database(path: bench.path).execute("DELETE FROM settings")
        #expect(kind() == .corrupt)
    }

    @Test func `a folder that does not exist, or a folder instead of a file, cannot be opened`()
        throws
    {
        let missing = #expect(throws: LedgerError.self) {
            try Ledger(at: bench.folder.file("no/such/ledger.sqlite"), now: { .distantPast })
        }
        #expect(missing?.kind == .cannotOpen("No such file or directory"))
        let folder = #expect(throws: LedgerError.self) {
            try Ledger(at: bench.folder.path, now: { .distantPast })
        }
        #expect(folder?.kind == .cannotOpen("unable to open database file"))
    }

    @Test func `a dry run makes no ledger`() throws {
        #expect(kind(.readOnly) == .cannotOpen("unable to open database file"))
        #expect(!FileManager.default.fileExists(atPath: bench.path))
    }

    @Test func `a dry run reads and cannot write`() async throws {
        let writer = try bench.open()
        let campaign = try await writer.begin(LedgerBench.campaign())
        let reader = try bench.open(.readOnly)
        #expect(try await reader.campaign(named: "spring")?.id == campaign)
        let intent = try LedgerBench.intent(1, in: campaign)
        let error = await #expect(throws: LedgerError.self) {
            try await reader.recordIntent(intent)
        }
        #expect(error?.kind == .readOnly)
    }

    @Test(arguments: ["", "50% off? #1 "])
    func `reading leaves nothing beside a ledger that was closed`(prefix: String) async throws {
        let path = bench.folder.file(prefix + "ledger.sqlite")
        let writer = try Ledger(at: path, now: { .distantPast })
        let campaign = try await writer.begin(LedgerBench.campaign())
        await writer.close()
        let reader = try Ledger(at: path, for: .readOnly, now: { .distantPast })
        #expect(try await reader.campaign(named: "spring")?.id == campaign)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: bench.folder.path) == [
                prefix + "ledger.sqlite"
            ]
        )
    }

    @Test func `reading sees what a run that goes on has written`() async throws {
        let writer = try bench.open()
        _ = try await writer.begin(LedgerBench.campaign())
        await (try bench.open(.readOnly)).close()
        _ = try await writer.begin(LedgerBench.campaign("autumn"))
        #expect(try await bench.open(.readOnly).campaigns().count == 2)
    }

    @Test func `the key of the text hashes is made once and kept`() async throws {
        let first = try Ledger(at: bench.path, now: { .distantPast })
        let hash = first.textHash(of: "Hello Ann")
        await first.close()
        #expect(try Ledger(at: bench.path, now: { .distantPast }).textHash(of: "Hello Ann") == hash)
        #expect(hash.count == 64 && hash != first.textHash(of: "Hello Bob"))
        let other = try Ledger(at: bench.folder.file("other.sqlite"), now: { .distantPast })
        #expect(other.textHash(of: "Hello Ann") != hash)
    }

    @Test func `a closed ledger says so`() async throws {
        let ledger = try bench.open()
        await ledger.close()
        await ledger.close()
        await #expect(throws: LedgerError(path: bench.path, kind: .closed)) {
            try await ledger.campaigns()
        }
        await #expect(throws: LedgerError(path: bench.path, kind: .closed)) {
            try await ledger.begin(LedgerBench.campaign())
        }
    }
}

@Suite struct LedgerErrorTests {
    @Test(arguments: [
        (Int32(26), LedgerError.Kind.notALedger), (11, .corrupt), (8, .readOnly), (1544, .readOnly),
        (13, .diskFull),
        (10, .diskFailure("words, SQLite 10")), (1034, .diskFailure("words, SQLite 1034")),
        (4874, .diskFull),
        (5, .busy), (14, .cannotOpen("words")),
        (787, .unexpected(SQLiteError(extendedCode: 787, message: "words"))),
    ])
    func `SQLite's codes become the ledger's words`(code: Int32, kind: LedgerError.Kind) {
        let error = LedgerError(path: "l.sqlite", SQLiteError(extendedCode: code, message: "words"))
        #expect(error == LedgerError(path: "l.sqlite", kind: kind))
    }

    @Test(arguments: [
        (
            LedgerError.Kind.cannotOpen("No such file or directory"),
            "(No such file or directory); check that its folder"
        ),
        (.notALedger, "this file is not a ledger; give “ledger” in the configuration another path"),
        (
            .newerVersion(found: 3, known: 1),
            "has version 3, this program knows up to 1; install the newer"
        ),
        (.corrupt, "is damaged; restore it from a backup"),
        (.readOnly, "cannot be written; make the file and its folder writable"),
        (.diskFull, "the disk is full; free some space and run again"),
        (
            .diskFailure("disk I/O error"),
            "the disk failed (disk I/O error); check it and run again"
        ),
        (
            .sharedDisk("nfs4", suggestion: "/home/a/.local/state/sms-campaign/l.sqlite"),
            "\"ledger\": \"/home/a/.local/state/sms-campaign/l.sqlite\" in the configuration"
        ),
        (.sharedDisk("9p", suggestion: nil), "may share (9p), where two runs cannot see"),
        (.mountedAlone, "mount its folder instead"),
        (.severalNames("/data/l.sqlite"), "delete the other name"),
        (.linked("/data/l.sqlite.lock"), ": l.sqlite.lock is a link"),
        (.writableByAll("/data/l.sqlite"), "chmod o-w /data/l.sqlite"),
        (.foreignOwner("/data/l.sqlite", user: 7), "belongs to another user (number 7)"),
        (.older(changes: 3), "older than its last run: 3 of its changes are missing"),
        (.older(changes: nil), "older than its last run: changes are missing"),
        (.exchanged, "put the ledger of the last run back, or go on with what is there"),
        (.onlyLogLeft, "put the ledger back, or go on with what is there"),
        (.gone(runSince: Date(timeIntervalSince1970: 0)), "run of 1970-01-01 00:00 UTC is gone"),
        (.moved, "if this is the only one, use it all the same"),
        (.altered(campaign: "spring"), "of the campaign “spring” is damaged"),
        (.altered(campaign: nil), "the name of a campaign is damaged"),
        (.replaced("/data/l.sqlite-wal"), ": l.sqlite-wal was deleted or replaced"),
        (
            .inUse(
                by: LockHolder(
                    process: 42, campaign: "spring", since: Date(timeIntervalSince1970: 0))),
            "the campaign “spring” is being sent with this ledger since 1970-01-01 00:00 UTC"
        ),
        (
            .inUse(by: LockHolder(process: 42)),
            "another run (process 42) is making requests with this ledger; wait for it to end"
        ),
        (
            .inUse(by: nil),
            "another run is making requests with this ledger; wait for it to end"
        ),
        (.busy, "another program holds the ledger; close it"),
        (.closed, "the ledger is closed already"),
        (.noIntent(number: "+12025550100"), "no open intent for +12025550100"),
        (
            .unexpected(SQLiteError(extendedCode: 1, message: "logic")),
            "the ledger refused: logic (SQLite 1)"
        ),
    ])
    func `every error names the file, the fault and what to do`(
        kind: LedgerError.Kind,
        words: String
    ) {
        let text = "\(LedgerError(path: "/data/l.sqlite", kind: kind))"
        #expect(text.hasPrefix("/data/l.sqlite: "))
        #expect(text.contains(words))
    }
}
