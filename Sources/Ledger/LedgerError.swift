// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
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
        /// The file lies on a disk that other machines share, of this type, where the ledger would
        /// not be safe; a path on this machine's own disk.
        case sharedDisk(String, suggestion: String?)
        /// The file alone is mounted, without the folder around it.
        case mountedAlone
        /// The file has another name, a hard link.
        case severalNames(String)
        /// A file beside the ledger is a symbolic link.
        case linked(String)
        /// Everybody may write the file.
        case writableByAll(String)
        /// The file belongs to another user, by their number.
        case foreignOwner(String, user: UInt32)
        /// The ledger knows less than its last run wrote: so many changes, where that is known.
        case older(changes: Int?)
        /// The ledger is gone, but its log is there.
        case onlyLogLeft
        /// The ledger of a run that was never ended is gone; when that run began.
        case gone(runSince: Date)
        /// The ledger lies in another file than before: it was copied, restored or moved.
        case moved
        /// Another ledger lies where the one of the last run lay.
        case exchanged
        /// What the ledger holds of a campaign is not what was written; nil: a campaign's name.
        case altered(campaign: String?)
        /// A file of the ledger was deleted or replaced while the run was on.
        case replaced(String)
        /// Another run is making requests with this ledger; who, as far as the lock tells.
        case inUse(by: LockHolder?)
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
    package var description: String { sentence(\.description) }

    /// What is wrong, and the ways out in the words of whoever shows it.
    package func sentence(_ words: (Hint) -> String) -> String {
        "\(path): \(kind.sentence(words))"
    }

    /// What the user can do about an error.
    package enum Hint: Sendable, Hashable, CustomStringConvertible {
        /// Accept that the ledger lost something: ``LedgerTrust/acceptsOlder``.
        case acceptOlder
        /// Accept the file: ``LedgerTrust/acceptsMoved``.
        case acceptMoved

        package var description: String {
            switch self {
            case .acceptOlder: "go on with what is there"
            case .acceptMoved: "use it all the same"
            }
        }
    }
}

extension LedgerError.Kind {
    fileprivate func sentence(_ words: (LedgerError.Hint) -> String) -> String {
        switch self {
        case .sharedDisk, .mountedAlone, .severalNames, .linked, .writableByAll, .foreignOwner:
            placeSentence
        case .older, .onlyLogLeft, .gone, .moved, .exchanged, .altered, .replaced:
            lossSentence(words)
        case .inUse(let holder): Self.inUseSentence(holder)
        default: stateSentence
        }
    }

    private var stateSentence: String {
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
        case .busy:
            "another program holds the ledger; close it (a sqlite3 shell, for example) and run "
                + "again"
        case .closed: "the ledger is closed already; please report this fault of the program"
        case .noIntent(let number):
            "there is no open intent for \(number); it was removed while the run was going on"
        case .unexpected(let error): "the ledger refused: \(error)"
        default: ""
        }
    }

    private var placeSentence: String {
        switch self {
        case .sharedDisk(let type, let suggestion):
            "the ledger lies on a disk that other machines may share (\(type)), where two runs "
                + "cannot see each other; put it on this machine's own disk with "
                + "\"ledger\": \"\(suggestion ?? "/path/on/a/local/disk/sms-campaign.sqlite")\" "
                + "in the configuration, or write \"ledgerOnSharedDisk\": true if no other machine "
                + "uses it"
        case .mountedAlone:
            "the ledger is mounted as a single file, so its companions (-wal, .lock) would be lost "
                + "with the container; mount its folder instead"
        case .severalNames(let file):
            "\(Self.name(file)) has a second name (a hard link), so two runs could miss each "
                + "other; delete the other name"
        case .linked(let file):
            "\(Self.name(file)) is a link to another file, so the ledger is not used; delete it"
        case .writableByAll(let file):
            "everybody may write \(Self.name(file)); take that away with: "
                + "chmod o-w \(file)"
        case .foreignOwner(let file, let user):
            "\(Self.name(file)) belongs to another user (number \(user)); run as that user, or "
                + "make the file your own"
        default: ""
        }
    }

    private func lossSentence(_ words: (LedgerError.Hint) -> String) -> String {
        switch self {
        case .older(let changes):
            "the ledger is older than its last run: "
                + (changes.map { "\($0) of its changes are missing" } ?? "changes are missing")
                + ", so people who got a message could get it again; put the newest ledger back "
                + "with all its files (-wal too), or \(words(.acceptOlder))"
        case .onlyLogLeft:
            "the ledger is gone, but its file -wal is there, with what the last run wrote; put the "
                + "ledger back, or \(words(.acceptOlder))"
        case .gone(let since):
            "the ledger of the run of \(Timestamp.minute(since)) is gone, and that run never came "
                + "to its end, so people who got a message could get it again; put the ledger "
                + "back, or \(words(.acceptOlder))"
        case .moved:
            "the ledger was copied, restored from a backup or moved: if another copy is in use, "
                + "people could get a message twice; if this is the only one, "
                + "\(words(.acceptMoved))"
        case .exchanged:
            "this is another ledger than that of the last run, so people who got a message could "
                + "get it again; put the ledger of the last run back, or \(words(.acceptOlder))"
        case .altered(let campaign?):
            "what the ledger holds of the campaign “\(campaign)” is damaged, so people who got a "
                + "message could get it again; put a backup back, or \(words(.acceptOlder))"
        case .altered(nil):
            "the name of a campaign is damaged in the ledger, so a campaign could be sent again; "
                + "put a backup back, or \(words(.acceptOlder))"
        case .replaced(let file):
            "\(Self.name(file)) was deleted or replaced while the run was on, so nothing more can "
                + "be recorded safely; put it back first"
        default: ""
        }
    }

    private static func name(_ path: String) -> String { URL(filePath: path).lastPathComponent }

    private static func inUseSentence(_ holder: LockHolder?) -> String {
        guard let holder else {
            return "another run is making requests with this ledger; wait for it to end"
        }
        guard let campaign = holder.campaign, let since = holder.since else {
            return "another run (process \(holder.process)) is making requests with this ledger; "
                + "wait for it to end"
        }
        return "the campaign “\(campaign)” is being sent with this ledger since "
            + "\(Timestamp.minute(since)) (process \(holder.process)); wait for it to end"
    }
}
