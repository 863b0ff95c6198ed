// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads a file, which is closed when the last source that reads it is gone.
///
/// A file that has positions is read at this source's own one, so that several sources can read one
/// open file without disturbing each other, even if it has no name any more.
package struct FileByteSource: ByteSource, Sendable {
    private let descriptor: OwnedDescriptor
    /// Where this source begins; nil for a pipe or a terminal.
    private let start: Int?
    /// Where to read next; nil for a pipe or a terminal, which can be read once only.
    private var position: Int?

    package init(path: String) throws(OpenFailure) {
        let rawValue = open(path, O_RDONLY | O_CLOEXEC)
        guard rawValue >= 0 else { throw OpenFailure(errno: errno) }
        self.init(takingOver: rawValue)
        if descriptor.isDirectory { throw .directory }
        if isDevice { throw .device }
    }

    /// Reads a file that is open already, from where it stands: what came before may have been read
    /// by somebody else, such as a shell's `read` on the standard input it shares with this
    /// program.
    ///
    /// - Parameter rawDescriptor: A descriptor open for reading. It belongs to this source from now
    ///   on, which closes it.
    package init(takingOver rawDescriptor: Int32) {
        descriptor = OwnedDescriptor(takingOver: rawDescriptor)
        start = descriptor.offset
        position = start
    }

    /// Whether this is a device, which has no end or is no file of anybody's (`/dev/zero`, a disk).
    ///
    /// A terminal is none, nor is `/dev/null`, which is empty.
    package var isDevice: Bool { descriptor.isDevice }

    /// Whether the file can be read again: a pipe or a terminal cannot.
    package var canRewind: Bool { position != nil }

    /// How many bytes there are from where this source began; nil where that is not known.
    package var byteCount: Int? {
        guard let start, let length = descriptor.length else { return nil }
        return max(0, length - start)
    }

    /// Goes back to where this source began.
    ///
    /// - Throws: ``ReadFailure`` when the file is a pipe or a terminal.
    package mutating func rewind() throws(ReadFailure) {
        guard canRewind else { throw ReadFailure(errno: ESPIPE) }
        position = start
    }

    /// The same file from another place on, in bytes from where this source began; nil for what
    /// cannot be read again.
    package func reading(from offset: Int) -> FileByteSource? {
        guard let start, offset >= 0 else { return nil }
        var copy = self
        copy.position = start + offset
        return copy
    }

    package mutating func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(ReadFailure) -> Int {
        let count = try descriptor.read(into: buffer, at: position)
        position? += count
        return count
    }
}

/// Why a file cannot be opened for reading.
///
/// What to do depends on what the file is for, so whoever opens it puts this into a sentence.
package enum OpenFailure: Error, Equatable, Sendable {
    case missing
    case directory
    /// See ``FileByteSource/isDevice``.
    case device
    case notPermitted
    /// Another reason, in the system's words.
    case other(ReadFailure)

    init(errno code: Int32) {
        self =
            switch code {
            case ENOENT, ENOTDIR: .missing
            case EACCES, EPERM: .notPermitted
            default: .other(ReadFailure(errno: code))
            }
    }
}

/// Owns an open file descriptor and closes it when nobody uses it any more.
final class OwnedDescriptor: Sendable {
    let rawValue: Int32

    init(takingOver rawValue: Int32) { self.rawValue = rawValue }

    deinit { close(rawValue) }

    /// The position at which the file stands, in bytes; nil for a pipe or a terminal, which has
    /// none.
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

    var isDevice: Bool {
        var (status, null, terminal) = (stat(), stat(), termios())
        guard fstat(rawValue, &status) == 0 else { return false }
        switch status.st_mode & S_IFMT {
        case S_IFBLK: return true
        case S_IFCHR:
            let isNull = stat("/dev/null", &null) == 0 && null.st_rdev == status.st_rdev
            return !isNull && tcgetattr(rawValue, &terminal) != 0
        default: return false
        }
    }

    /// Reads at a position, or where the last read ended if there is none; a signal in between does
    /// not count.
    func read(
        into buffer: UnsafeMutableRawBufferPointer, at position: Int?
    ) throws(ReadFailure) -> Int {
        while true {
            let count =
                if let position {
                    pread(rawValue, buffer.baseAddress, buffer.count, off_t(position))
                } else { platformRead(rawValue, into: buffer) }
            if count >= 0 { return count }
            let code = errno
            if code != EINTR { throw ReadFailure(errno: code) }
        }
    }
}

/// Calls `read(2)`, whose name a method would hide.
private func platformRead(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}

/// Reads files that a person writes, such as a configuration or a template, whole.
package enum SmallFile {
    /// A file that is larger is a mistake, or another kind of file: 1 MiB.
    private static let largest = 1 << 20

    /// Why a file cannot be read whole.
    package enum Problem: Error, Equatable, Sendable, CustomStringConvertible {
        case missing
        /// The file is there but cannot be read; why, and what to do.
        case unreadable(String)

        package var description: String {
            switch self {
            case .missing: "there is no such file; check the path"
            case .unreadable(let reason): "cannot be read: \(reason)"
            }
        }
    }

    /// Reads a file of at most 1 MiB; a pipe will do, too.
    package static func bytes(of path: String) throws(Problem) -> [UInt8] {
        var source = try open(path)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        do throws(ReadFailure) {
            while bytes.count <= largest {
                let count = try source.read(into: &buffer)
                if count == 0 { return bytes }
                bytes += buffer[..<count]
            }
        } catch { throw .unreadable("\(error); name another file") }
        throw .unreadable("it is larger than 1 MiB; name the right file")
    }

    private static func open(_ path: String) throws(Problem) -> FileByteSource {
        do { return try FileByteSource(path: path) } catch {
            switch error {
            case .missing: throw .missing
            case .directory: throw .unreadable("this is a folder; name a file in it")
            case .device: throw .unreadable("this is a device; name a file")
            case .notPermitted:
                throw .unreadable(
                    "you are not permitted to read it; give yourself the right to (chmod u+r)")
            case .other(let reason): throw .unreadable("\(reason); name another file")
            }
        }
    }
}
