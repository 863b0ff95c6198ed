// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// Holds a file locked as long as it lives.
///
/// The system releases the lock of a process that dies, however it dies.
final class FileLock {
    /// Says why the lock was not obtained.
    enum Failure: Error, Equatable {
        /// Another one holds it; its process id where the file tells.
        case held(process: Int32?)
        /// The file cannot be opened or locked; the system's error number.
        case system(Int32)
    }

    private let descriptor: Int32

    /// Creates the file (mode 0600) if need be, and locks it without waiting.
    init(path: String) throws(Failure) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw .system(errno) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let failure: Failure = reason == EWOULDBLOCK ? .held(process: Self.process(in: opened)) : .system(reason)
            close(opened)
            throw failure
        }
        descriptor = opened
        leaveProcessID()
    }

    // The file stays: to remove it would let two others each lock a different file of the same name.
    deinit {
        close(descriptor)
    }

    /// Writes who holds the lock, for the message that another one shows; the lock does not depend on it.
    private func leaveProcessID() {
        let text = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.count, 0)
    }

    private static func process(in descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}
