// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Owns an open file descriptor and closes it when nobody uses it any more.
final class OwnedDescriptor: Sendable {
    let rawValue: Int32

    init(takingOver rawValue: Int32) {
        self.rawValue = rawValue
    }

    deinit {
        close(rawValue)
    }

    /// The position at which the file stands, in bytes; nil for a pipe or a terminal, which has none.
    var offset: Int? {
        let offset = lseek(rawValue, 0, SEEK_CUR)
        return offset >= 0 ? Int(offset) : nil
    }

    /// The length of a file in bytes; nil for what is no regular file.
    var length: Int? {
        var status = stat()
        guard fstat(rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    var isDirectory: Bool {
        var status = stat()
        return fstat(rawValue, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Reads at a position, or where the last read ended if there is none; a signal in between does
    /// not count.
    func read(into buffer: UnsafeMutableRawBufferPointer, at position: Int?) throws(ReadFailure) -> Int {
        while true {
            let count =
                if let position {
                    pread(rawValue, buffer.baseAddress, buffer.count, off_t(position))
                } else {
                    platformRead(rawValue, buffer.baseAddress, buffer.count)
                }
            if count >= 0 { return count }
            let code = errno
            if code != EINTR { throw ReadFailure(errno: code) }
        }
    }
}

/// Calls `read(2)`, whose name a method would hide.
private func platformRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
