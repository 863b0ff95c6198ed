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
            throw CSVError(file: path, kind: path.hasSuffix(".numbers") ? .spreadsheet(.numbers) : .directory)
        }
    }

    /// Reads a file that is open already, from where it stands: what came before may have been read by
    /// somebody else, such as a shell's `read` on the standard input it shares with this program.
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
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int {
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
