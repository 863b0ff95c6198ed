// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Gives bytes in order, from a file, from memory, or from another source that it decodes.
package protocol ByteSource {
    /// Reads some bytes into the front of a buffer.
    ///
    /// - Parameter buffer: Where to put them; never empty.
    /// - Returns: How many bytes were read, at least 1 before the end and 0 at the end.
    /// - Throws: ``ReadFailure`` when the source cannot be read on.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int
}

extension ByteSource {
    /// Reads into an array's bytes from an index on.
    ///
    /// - Returns: how many bytes were read; 0 at the end of the source.
    package mutating func read(
        into bytes: inout [UInt8],
        from start: Int = 0
    ) throws(ReadFailure) -> Int {
        try bytes.withUnsafeMutableBufferPointer { (buffer) throws(ReadFailure) -> Int in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            return try read(into: UnsafeMutableRawBufferPointer(rebasing: raw[start...]))
        }
    }
}

/// Gives bytes that are in memory already.
package struct MemoryByteSource: ByteSource, Sendable {
    private let bytes: [UInt8]
    private let chunk: Int
    private var position = 0

    /// Makes a source of bytes.
    ///
    /// - Parameters:
    ///   - bytes: What to give.
    ///   - chunk: The most to give at once (at least 1), as a pipe or a socket gives bytes in small
    ///     pieces.
    package init(_ bytes: [UInt8], chunk: Int = .max) {
        self.bytes = bytes
        self.chunk = max(1, chunk)
    }

    /// Makes a source of a text in UTF-8.
    ///
    /// - Parameters:
    ///   - text: What to give.
    ///   - chunk: The most bytes to give at once (at least 1).
    package init(_ text: String, chunk: Int = .max) {
        self.init(Array(text.utf8), chunk: chunk)
    }

    /// Reads some bytes into the front of a buffer; it never fails.
    package mutating func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(ReadFailure) -> Int {
        let count = min(buffer.count, chunk, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}

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

    /// Opens a file.
    ///
    /// - Parameter path: The file's path, which also names it in errors.
    /// - Throws: ``CSVError`` when there is no such file, it may not be read, or it is a folder.
    package init(path: String) throws(CSVError) {
        let rawValue = open(path, O_RDONLY | O_CLOEXEC)
        guard rawValue >= 0 else { throw CSVError(file: path, kind: Self.kind(ofOpening: errno)) }
        self.init(takingOver: rawValue)
        if descriptor.isDirectory {
            // A Numbers document may be a folder that looks like a file to its user.
            throw CSVError(
                file: path,
                kind: path.hasSuffix(".numbers") ? .spreadsheet(.numbers) : .directory
            )
        }
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

    /// Tells whether the file can be read again: a pipe or a terminal cannot.
    package var canRewind: Bool {
        position != nil
    }

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

    /// Reads some bytes into the front of a buffer.
    ///
    /// - Throws: ``ReadFailure`` in the system's words.
    package mutating func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(ReadFailure) -> Int {
        let count = try descriptor.read(into: buffer, at: position)
        position? += count
        return count
    }

    private static func kind(ofOpening code: Int32) -> CSVError.Kind {
        switch code {
        case ENOENT, ENOTDIR: .missing
        case EACCES, EPERM: .notPermitted
        default: .unreadable(ReadFailure(errno: code).description)
        }
    }
}

/// Owns an open file descriptor and closes it when nobody uses it any more.
final class OwnedDescriptor: Sendable {
    let rawValue: Int32

    init(takingOver rawValue: Int32) {
        self.rawValue = rawValue
    }

    deinit {
        close(rawValue)
    }

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

    /// Reads at a position, or where the last read ended if there is none; a signal in between does
    /// not count.
    func read(
        into buffer: UnsafeMutableRawBufferPointer,
        at position: Int?
    ) throws(ReadFailure) -> Int {
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
private func platformRead(
    _ descriptor: Int32,
    _ buffer: UnsafeMutableRawPointer?,
    _ count: Int
) -> Int {
    read(descriptor, buffer, count)
}
