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
        self.init(path: path, reason: String(cString: strerror(code)))
    }

    package var description: String { "\(path): cannot be written: \(reason)" }

    /// The folder that a path leads to, without its last part.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
