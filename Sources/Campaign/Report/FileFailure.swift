// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file that cannot be written, and why.
package struct FileFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file's path as given.
    package let path: String
    /// The system's reason, in words.
    package let reason: String

    /// Makes a failure with a reason in words.
    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// Makes a failure from the system's error number.
    package init(path: String, errno code: Int32) {
        self.init(path: path, reason: "\(String(cString: strerror(code))); \(Self.remedy(of: code, at: path))")
    }

    package var description: String { "\(path): cannot be written: \(reason)" }

    private static func remedy(of code: Int32, at path: String) -> String {
        let folder = folder(of: path)
        return switch code {
        case ENOENT where access(folder, F_OK) != 0: "make the folder \(folder), or name another path"
        case ENOTDIR: "\(folder) is no folder; name another path"
        case EACCES, EPERM: "give yourself the right to write in \(folder), or name another path"
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
