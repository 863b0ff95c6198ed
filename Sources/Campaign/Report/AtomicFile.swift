// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file that is written beside its final place and takes that place all at once, or not at all.
///
/// Created with mode 0600. A file that was there before stays as it was until ``replace()``; a file that is given up leaves
/// nothing behind, even where the process is killed: it has no name before it is whole (see ``DraftFile``).
package final class AtomicFile {
    private let path: String
    private let draft: DraftFile

    /// Creates the file without its name, so that a place that cannot be written is found at once.
    ///
    /// - Throws: ``FileFailure`` where the folder is missing or cannot be written.
    package init(path: String) throws(FileFailure) {
        if let problem = Self.problem(with: path) { throw problem }
        self.path = path
        draft = try DraftFile(for: path)
    }

    /// Appends bytes.
    package func write(_ bytes: [UInt8]) throws(FileFailure) {
        do throws(OpenFile.WriteFailure) {
            try OpenFile.write(bytes[...], to: draft.descriptor)
        } catch {
            throw FileFailure(path: path, errno: error.errno)
        }
    }

    /// Makes what was written durable and puts it in its place.
    package func replace() throws(FileFailure) {
        guard fsync(draft.descriptor) == 0 else { throw FileFailure(path: path, errno: errno) }
        try draft.take(path)
    }

    /// What speaks against the path as the place of a file, before anything is made.
    private static func problem(with path: String) -> FileFailure? {
        var status = stat()
        guard stat(path, &status) == 0 else { return errno == ENOENT ? nil : FileFailure(path: path, errno: errno) }
        guard status.st_mode & S_IFMT != S_IFREG else { return nil }
        return FileFailure(path: path, reason: "this is not a regular file; name another path")
    }
}
