// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
import SQLite

/// The file of a ledger as the system sees it: its real path, its owner, its names and the disk
/// that holds it.
struct LedgerPlace: Sendable {
    /// The path as given, for messages.
    let given: String
    /// The path without links, found out once: all that follows is about this file.
    let path: String

    init(_ given: String) {
        self.given = given
        path = Self.resolved(given)
    }

    /// The path of a file that may not be there yet: then that of its folder and its name.
    private static func resolved(_ path: String) -> String {
        if let resolved = realPath(path) { return resolved }
        let url = URL(filePath: path)
        let folder = url.deletingLastPathComponent().path(percentEncoded: false)
        guard let resolved = realPath(folder) else { return path }
        return (resolved == "/" ? "" : resolved) + "/" + url.lastPathComponent
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    // MARK: Its files

    /// SQLite's log of what is not in the file yet.
    var log: String { path + "-wal" }
    /// The file that a run holds locked.
    var lock: String { path + ".lock" }
    /// The outcomes that could not be written into the ledger.
    var outcomes: String { path + ".outcomes" }

    /// Whether a file with something in it lies at the path.
    var exists: Bool { (FileStatus(path)?.size ?? 0) > 0 }

    /// Whether all is in the file itself: no run is at work and none was killed, either of which
    /// leaves data in the log.
    var isAtRest: Bool { !hasLog }

    /// Whether SQLite's log has something in it.
    var hasLog: Bool { (FileStatus(log)?.size ?? 0) > 0 }

    /// What tells the file from its copies; `nil` where there is none, or its file system does not
    /// keep such a thing.
    var fileIdentity: String? {
        guard let status = FileStatus(path),
            MountTable.systemMount(holding: path)?.keepsFileNumbers == true
        else { return nil }
        return "\(status.number) \(Database.birthTime(of: path))"
    }

    // MARK: What must not be

    /// Throws when the file has contents, but less than a database's smallest page: SQLite would
    /// take it for empty, and overwrite it.
    func refuseFragment() throws(LedgerError) {
        guard let size = FileStatus(path)?.size, 1..<512 ~= size else { return }
        throw failure(.notALedger)
    }

    /// Creates an empty file with mode 0600 where there is none; SQLite gives its companions
    /// (`-wal`, `-shm`) the same mode.
    func createIfMissing() throws(LedgerError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor < 0 else {
            close(descriptor)
            return
        }
        let reason = errno
        guard reason != EEXIST else { return }
        throw failure(reason == ENOSPC ? .diskFull : .cannotOpen(Self.words(for: reason)))
    }

    /// Throws when the file has other names, can be written by anybody, or belongs to somebody
    /// else.
    func refuseStrangers() throws(LedgerError) {
        for path in [path, lock] {
            guard let status = FileStatus(path), !status.isFolder else { continue }
            if status.isLink { throw failure(.linked(path)) }
            guard status.isRegular else {
                let name = URL(filePath: path).lastPathComponent
                throw failure(.cannotOpen("\(name) is no file that keeps data"))
            }
            if status.isWritableByAll { throw failure(.writableByAll(path)) }
            if status.owner != geteuid(), status.owner != 0 {
                throw failure(.foreignOwner(path, user: status.owner))
            }
            if status.links > 1 { throw failure(.severalNames(path)) }
        }
    }

    /// Throws when the file lies where others may write it, or is mounted alone, so that its log
    /// and its lock would lie elsewhere.
    ///
    /// - Parameters:
    ///   - allowed: whether a shared disk is the user's wish.
    ///   - suggestion: a path on this machine's own disk.
    /// - Throws: `LedgerError` that says which.
    func refuseSharedPlace(
        unless allowed: Bool, suggesting suggestion: String?
    ) throws(LedgerError) {
        guard let mount = MountTable.systemMount(holding: path) else { return }
        if mount.point == path { throw failure(.mountedAlone) }
        guard mount.isShared, !allowed else { return }
        throw failure(.sharedDisk(mount.type, suggestion: suggestion))
    }

    func failure(_ kind: LedgerError.Kind) -> LedgerError { LedgerError(path: given, kind: kind) }

    static func words(for number: Int32) -> String { String(cString: strerror(number)) }
}

/// What the system tells of a file, asked by its path and never by opening it: to close it again
/// would drop the locks of this process's connections.
struct FileStatus: Equatable, Sendable {
    let device: UInt64
    let number: UInt64
    let size: Int64
    let links: Int
    let owner: UInt32
    private let mode: UInt32

    /// Asks about a path, which is not followed where it is a link; `nil` where nothing is there.
    init?(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Asks about an open file.
    init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(status.st_ino)
        size = Int64(status.st_size)
        links = Int(status.st_nlink)
        owner = status.st_uid
        mode = UInt32(status.st_mode)
    }

    var isFolder: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }

    var isRegular: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }

    var isLink: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFLNK) }

    var isWritableByAll: Bool { mode & UInt32(S_IWOTH) != 0 }

    /// Whether both are the same file, whatever it is called.
    func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && number == other.number
    }
}

/// Knows which files a run began with, and finds out whether they are still the ones at their
/// paths.
struct FileWatch: Sendable {
    private var files: [(path: String, status: FileStatus)] = []

    init(_ paths: [String] = []) { for path in paths { watch(path, as: FileStatus(path)) } }

    /// Watches a file, from now on as the one that it is now.
    mutating func watch(_ path: String, as status: FileStatus?) {
        files.removeAll { $0.path == path }
        if let status { files.append((path, status)) }
    }

    /// The first file that is gone, was replaced or got a second name.
    var changed: String? {
        files.first { path, status in
            guard let now = FileStatus(path) else { return true }
            return !now.isSameFile(as: status) || now.links > 1
        }?.path
    }
}

/// Holds a file locked as long as it lives.
///
/// The system releases the lock of a process that dies, however it dies.
final class FileLock {
    /// Says why the lock was not obtained.
    enum Failure: Error, Equatable {
        /// Another one holds it; who, as far as the file tells.
        case held(LockHolder?)
        /// The file cannot be opened or locked; the system's error number.
        case system(Int32)
    }

    private let descriptor: Int32

    /// Creates the file (mode 0600) if need be, and locks it without waiting.
    init(path: String) throws(Failure) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { throw .system(errno) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let failure: Failure =
                reason == EWOULDBLOCK ? .held(Self.holder(in: opened)) : .system(reason)
            close(opened)
            throw failure
        }
        descriptor = opened
        name(LockHolder(process: getpid()))
    }

    /// The file that is locked, whatever lies at its path by now.
    var status: FileStatus? { FileStatus(descriptor: descriptor) }

    // The file stays: to remove it would let two others each lock a different file of the same
    // name.
    // Unlocked by name: a process that is being started has the open file, too, until it begins.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Writes who holds the lock, for the message that another one shows; the lock does not depend
    /// on it.
    func name(_ holder: LockHolder) {
        let text = Array(holder.text.utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.count, 0)
    }

    private static func holder(in descriptor: Int32) -> LockHolder? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return LockHolder(String(decoding: bytes[..<count], as: UTF8.self))
    }
}

/// Who holds the lock of a ledger.
package struct LockHolder: Sendable, Equatable {
    /// The process's id.
    package let process: Int32
    /// The campaign that it sends; `nil` where it sends none, or has not said.
    package var campaign: String?
    /// When that run began.
    package var since: Date?

    /// Describes a holder.
    package init(process: Int32, campaign: String? = nil, since: Date? = nil) {
        (self.process, self.campaign, self.since) = (process, campaign, since)
    }

    /// Reads the lines of a lock's file: process, time, campaign; the last two may be missing, as
    /// they are in those of earlier versions.
    init?(_ text: String) {
        let lines = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        guard let first = lines.first, let process = Int32(first) else { return nil }
        self.init(process: process)
        guard lines.count == 3 else { return }
        since = Timestamp.date(String(lines[1]))
        campaign = lines[2].hasSuffix("\n") ? String(lines[2].dropLast()) : String(lines[2])
    }

    var text: String {
        guard let campaign, let since else { return "\(process)\n" }
        return "\(process)\n\(Timestamp.text(since))\n\(campaign)\n"
    }
}
