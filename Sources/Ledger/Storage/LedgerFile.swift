// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import SQLite

/// Handles the ledger's file before SQLite does: its mode, its place, its real name.
struct LedgerFile {
    let path: String

    /// Whether a file with something in it lies at the path.
    var exists: Bool { (size ?? 0) > 0 }

    /// Whether all is in the file itself: no run is at work and none was killed, either of which leaves data in `-wal`.
    var isAtRest: Bool { (Self.size(of: realPath + "-wal") ?? 0) == 0 }

    private var size: Int64? { Self.size(of: path) }

    /// The bytes in a file, nil where there is none.
    ///
    /// Only asked of the system, never by opening the file: to close it again would drop the locks of this process's connections.
    private static func size(of path: String) -> Int64? {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : nil
    }

    /// Throws when the file has contents, but less than a database's smallest page: SQLite would take it for empty, and overwrite it.
    func refuseFragment() throws(LedgerError) {
        guard let size, 1..<512 ~= size else { return }
        throw LedgerError(path: path, kind: .notALedger)
    }

    /// Creates an empty file with mode 0600 where there is none; SQLite gives its companions (`-wal`, `-shm`) the same mode.
    func createIfMissing() throws(LedgerError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor < 0 else {
            close(descriptor)
            return
        }
        let reason = errno
        guard reason != EEXIST else { return }
        throw LedgerError(path: path, kind: reason == ENOSPC ? .diskFull : .cannotOpen(Self.words(for: reason)))
    }

    /// Throws when the file lies where SQLite's write-ahead log cannot work.
    func refuseNetworkFileSystem() throws(LedgerError) {
        guard let name = NetworkFileSystem.name(at: path) else { return }
        throw LedgerError(path: path, kind: .networkFileSystem(name))
    }

    /// Claims the ledger for one sender; the claim ends with the returned value, or with the process.
    func lockForRequests() throws(LedgerError) -> FileLock {
        do throws(FileLock.Failure) {
            return try FileLock(path: realPath + ".lock")
        } catch {
            switch error {
            case .held(let process): throw LedgerError(path: path, kind: .inUse(process: process))
            case .system(let number): throw LedgerError(path: path, kind: .cannotOpen(Self.words(for: number)))
            }
        }
    }

    /// The path without links, so that two names of one ledger share one lock.
    private var realPath: String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func words(for number: Int32) -> String {
        String(cString: strerror(number))
    }
}
