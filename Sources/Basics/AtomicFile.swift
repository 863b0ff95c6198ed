// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file that is written beside its final place and takes that place all at once, or not at all.
///
/// Created with mode 0600. A file that was there before stays as it was until ``replace()``; a file
/// that is given up leaves nothing behind, even where the process is killed: it has no name before
/// it is whole (see ``DraftFile``).
///
/// Every file that a user names for output is written so. It takes the place of nothing but an
/// empty file or an earlier one of its own kind: a slip of the hand loses nobody's work.
package final class AtomicFile {
    private let path: String
    private let kind: OwnFile
    private let draft: DraftFile

    /// Creates the file without its name, so that a place that cannot be written is found at once.
    ///
    /// - Parameters:
    ///   - path: its place.
    ///   - kind: what it is, and which files it may replace.
    /// - Throws: ``FileFailure`` where the folder is missing or cannot be written, or another file
    ///   is there.
    package init(path: String, kind: OwnFile) throws(FileFailure) {
        (self.path, self.kind) = (path, kind)
        if let failure = Self.obstacle(to: kind, at: path) { throw failure }
        draft = try DraftFile(for: path)
    }

    /// Appends bytes.
    package func write(_ bytes: [UInt8]) throws(FileFailure) {
        do throws(OpenFile.WriteFailure) {
            try OpenFile.write(bytes[...], to: draft.descriptor)
        } catch { throw FileFailure(path: path, errno: error.errno) }
    }

    /// Makes what was written durable and puts it in its place.
    ///
    /// - Throws: ``FileFailure`` where it cannot; also where another file has come there since.
    package func replace() throws(FileFailure) {
        if let failure = Self.obstacle(to: kind, at: path) { throw failure }
        guard fsync(draft.descriptor) == 0 else { throw FileFailure(path: path, errno: errno) }
        try draft.take(path)
    }

    /// What speaks against the path as the place of a file; links are followed.
    private static func obstacle(to kind: OwnFile, at path: String) -> FileFailure? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            return errno == ENOENT ? nil : FileFailure(path: path, errno: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            return FileFailure(path: path, reason: "this is not a regular file; name another path")
        }
        guard status.st_size > 0, !kind.isBeginning(of: path) else { return nil }
        return FileFailure(
            path: path,
            reason: "there is a file already, which is no \(kind.name) of this program; "
                + "name another path, or move that file away")
    }
}

/// A kind of file that this program writes, and how it knows one again.
package struct OwnFile: Sendable {
    /// So many bytes of a file are looked at.
    private static let head = 64 * 1024

    /// What it is, for messages: “report”.
    let name: String
    private let isOwn: @Sendable (_ head: [UInt8]) -> Bool

    /// Describes a kind of file.
    ///
    /// - Parameters:
    ///   - name: what it is.
    ///   - isOwn: tells by the first bytes of a file, or all of them, whether it is one.
    package init(_ name: String, isOwn: @escaping @Sendable (_ head: [UInt8]) -> Bool) {
        (self.name, self.isOwn) = (name, isOwn)
    }

    /// Whether a file begins as one of this kind does; one that cannot be read is none.
    func isBeginning(of path: String) -> Bool {
        guard var source = try? FileByteSource(path: path) else { return false }
        var bytes = [UInt8](repeating: 0, count: Self.head)
        var length = 0
        while length < bytes.count {
            guard let count = try? source.read(into: &bytes, from: length) else { return false }
            if count == 0 { break }
            length += count
        }
        return isOwn(Array(bytes[..<length]))
    }
}

/// An open file on its way to a place, with mode 0600.
///
/// Where the system can (Linux: `O_TMPFILE`, open(2)), it has no name until it is whole, so that
/// nothing is left of it when the process is killed: it may hold phone numbers. Elsewhere it has a
/// temporary name beside its place.
final class DraftFile {
    /// The file, open for writing.
    let descriptor: Int32
    /// The temporary name, where the file has one.
    private var name: String?

    /// Creates the file in the folder of its place.
    init(for path: String) throws(FileFailure) {
        if let nameless = Self.openNameless(in: FileFailure.folder(of: path)) {
            descriptor = nameless
            return
        }
        var template = Array((path + ".XXXXXX").utf8CString)
        // mkstemp creates the file with mode 0600.
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw FileFailure(path: path, errno: errno) }
        name = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        close(descriptor)
        if let name { unlink(name) }
    }

    /// Takes the place of whatever file is there.
    func take(_ path: String) throws(FileFailure) {
        if name == nil { name = try link(besides: path) }
        guard let name, rename(name, path) == 0 else { throw FileFailure(path: path, errno: errno) }
        self.name = nil
    }

    /// Opens a file without a name; `nil` where system, file system or rights do not allow it,
    /// which a second way then shows.
    private static func openNameless(in folder: String) -> Int32? {
        #if os(Linux)
        // The header's O_TMPFILE, which is put together from others in a way that is not imported.
        let withoutName = 0o20000000 | O_DIRECTORY
        let descriptor = open(folder, withoutName | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        // It gets its name through /proc, without which it never would.
        guard access("/proc/self/fd/\(descriptor)", F_OK) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
        #else
        return nil
        #endif
    }

    /// Gives the file a name in the folder of its place: a link cannot replace, a rename can.
    private func link(besides path: String) throws(FileFailure) -> String {
        #if os(Linux)
        for attempt in 0..<100 {
            let name = "\(FileFailure.folder(of: path))/.sms-campaign-\(getpid())-\(attempt).tmp"
            // linkat(2) gives this way for whoever has no right to AT_EMPTY_PATH.
            if linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW)
                == 0
            {
                return name
            }
            if errno != EEXIST { break }
        }
        #endif
        throw FileFailure(path: path, errno: errno)
    }
}

/// Writes to files that are open already.
package enum OpenFile {
    /// Why the system did not take all bytes: its error number.
    package struct WriteFailure: Error { package let errno: Int32 }

    /// Writes all bytes; a signal in between does not count.
    package static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(WriteFailure)
    {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { platformWrite(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw WriteFailure(errno: errno) }
            rest = rest.dropFirst(count)
        }
    }
}

/// Calls `write(2)`, whose name a method would hide.
private func platformWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}

/// A file that cannot be written, and why.
package struct FileFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package let path: String
    /// The system's reason, in words.
    package let reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// Makes a failure from the system's error number.
    package init(path: String, errno code: Int32) {
        self.init(
            path: path,
            reason: "\(String(cString: strerror(code))); \(Self.remedy(of: code, at: path))")
    }

    package var description: String { "\(path): cannot be written: \(reason)" }

    private static func remedy(of code: Int32, at path: String) -> String {
        let place = folder(of: path)
        return switch code {
        case ENOENT where access(place, F_OK) != 0: "make the folder \(place), or name another path"
        case ENOTDIR: "\(place) is no folder; name another path"
        case EACCES, EPERM: "give yourself the right to write in \(place), or name another path"
        case ENOSPC, EDQUOT: "make room there, or name another path"
        default: "name another path"
        }
    }

    /// The folder that a path leads to, without its last part.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
