// SPDX-License-Identifier: Apache-2.0

import Basics
import Ledger
import SQLite
import Testing

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
            .networkFileSystem("NFS"),
            "network file system (NFS), where it is not safe; put it on a local disk"
        ),
        (
            .inUse(process: 42),
            "another run (process 42) is making requests with this ledger; wait for it to end"
        ),
        (
            .inUse(process: nil),
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
