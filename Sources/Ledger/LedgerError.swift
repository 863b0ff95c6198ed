// SPDX-License-Identifier: Apache-2.0

package import SQLite

/// Says why the ledger could not be opened, read or written, and what to do.
package struct LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Names what can go wrong.
    package enum Kind: Equatable, Sendable {
        /// The path cannot be opened or created; the operating system's words.
        case cannotOpen(String)
        /// The file is something else than a ledger.
        case notALedger
        /// The file was written by a newer version of the program.
        case newerVersion(found: Int, known: Int)
        /// The file's contents are damaged.
        case corrupt
        /// The file or its folder cannot be written.
        case readOnly
        case diskFull
        /// The operating system failed to read, write or sync; SQLite's words.
        case diskFailure(String)
        /// The file lies on a network file system, where the ledger would not be safe.
        case networkFileSystem(String)
        /// Another run is making requests with this ledger; its process id where the lock tells.
        case inUse(process: Int32?)
        /// Another program holds the database for too long.
        case busy
        /// The ledger was closed before.
        case closed
        /// An outcome came for a number that has no open intent.
        case noIntent(number: String)
        /// SQLite refused in a way that no user can cause.
        case unexpected(SQLiteError)
    }

    /// The ledger's file.
    package let path: String
    /// What went wrong.
    package let kind: Kind

    /// Creates an error about the ledger at `path`.
    package init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// Creates the error that a failure of SQLite means for the ledger at `path`.
    package init(path: String, _ error: SQLiteError) {
        self.path = path
        self.kind =
            switch error.code {
            case .notADatabase: .notALedger
            case .corrupt: .corrupt
            case .readOnly: .readOnly
            case .full: .diskFull
            case .inputOutput where error.extendedCode == Self.noRoomForSharedMemory: .diskFull
            case .inputOutput: .diskFailure("\(error.message), SQLite \(error.extendedCode)")
            case .busy: .busy
            case .cannotOpen: .cannotOpen(error.message)
            default: .unexpected(error)
            }
    }

    /// SQLite's code for a `-shm` file that cannot grow (`SQLITE_IOERR_SHMSIZE`): seen on a disk
    /// with no block left.
    private static let noRoomForSharedMemory: Int32 = 4874

    /// One sentence: which file, what is wrong, what to do.
    package var description: String { "\(path): \(kind.sentence)" }
}

extension LedgerError.Kind {
    fileprivate var sentence: String {
        switch self {
        case .cannotOpen(let reason):
            "the ledger cannot be opened (\(reason)); check that its folder exists and that you "
                + "may write there"
        case .notALedger:
            "this file is not a ledger; give “ledger” in the configuration another path"
        case .newerVersion(let found, let known):
            "the ledger has version \(found), this program knows up to \(known); install the newer "
                + "sms-campaign"
        case .corrupt:
            "the ledger is damaged; restore it from a backup, for without it nobody knows who was "
                + "messaged already"
        case .readOnly: "the ledger cannot be written; make the file and its folder writable"
        case .diskFull: "the disk is full; free some space and run again, what was recorded is safe"
        case .diskFailure(let reason):
            "the disk failed (\(reason)); check it and run again, what was recorded is safe"
        case .networkFileSystem(let name):
            "the ledger lies on a network file system (\(name)), where it is not safe; put it on a "
                + "local disk"
        case .inUse(let process):
            "another run\(process.map { " (process \($0))" } ?? "") is making requests with this "
                + "ledger; wait for it to end"
        case .busy:
            "another program holds the ledger; close it (a sqlite3 shell, for example) and run "
                + "again"
        case .closed: "the ledger is closed already; please report this fault of the program"
        case .noIntent(let number):
            "there is no open intent for \(number); it was removed while the run was going on"
        case .unexpected(let error): "the ledger refused: \(error)"
        }
    }
}
