// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SQLite

@Suite struct SQLiteErrorTests {
    @Test func `an error tells the words, the exact code, and what to do`() {
        let error = SQLiteError(extendedCode: 1034, message: "disk I/O error")
        #expect(error.code == .inputOutput)
        #expect(
            "\(error)"
                == "disk I/O error (SQLite 1034); check the disk; nothing more is written until it "
                + "works"
        )
    }

    @Test(arguments: [
        (ResultCode.busy, "end it"), (.readOnly, "writable"), (.inputOutput, "check the disk"),
        (.corrupt, "backup"),
        (.full, "free some space"), (.cannotOpen, "folder exists"),
        (.notADatabase, "check the path"),
        (.constraint, "report"), (ResultCode(rawValue: 99), "report"),
    ])
    func `each code has its advice`(code: ResultCode, words: String) {
        #expect(code.advice.contains(words))
    }

    @Test(
        arguments: [
            (UInt32(0x6969), "NFS"), (0xFF53_4D42, "CIFS"), (0xFE53_4D42, "SMB"), (0x517B, "SMB"),
            (0x6B41_4653, "AFS"),
            (0x5346_414F, "AFS"), (0x00C3_6400, "Ceph"), (0x564C, "NCP"), (0x7375_7245, "Coda"),
            (0xEF53, nil),
            (0x0102_1994, nil), (0x9123_683E, nil), (0, nil),
        ] as [(UInt32, String?)]
    )
    func `file systems of other machines are known by their numbers`(type: UInt32, name: String?) {
        #expect(NetworkFileSystem.name(forType: type) == name)
    }

    @Test func `a local file is on no network file system, and neither is one that is not there`() {
        #expect(NetworkFileSystem.name(at: "/") == nil)
        #expect(NetworkFileSystem.name(at: "/no/such/file") == nil)
    }
}
