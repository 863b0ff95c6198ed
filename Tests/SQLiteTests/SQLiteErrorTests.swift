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
}
