// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// An open file on its way to a place, with mode 0600.
///
/// Where the system can (Linux: `O_TMPFILE`, open(2)), it has no name until it is whole, so that nothing is left of it when the
/// process is killed: it may hold phone numbers. Elsewhere it has a temporary name beside its place.
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

    /// Opens a file without a name; `nil` where system, file system or rights do not allow it, which a second way then shows.
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
            if linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 { return name }
            if errno != EEXIST { break }
        }
        #endif
        throw FileFailure(path: path, errno: errno)
    }
}
