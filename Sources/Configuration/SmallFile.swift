// SPDX-License-Identifier: Apache-2.0

import CSV

/// Reads files that a person writes, such as a configuration or a template, whole.
package enum SmallFile {
    /// A file that is larger is a mistake, or another kind of file: 1 MiB.
    private static let largest = 1 << 20

    /// Why a file cannot be read whole.
    package enum Problem: Error, Equatable, Sendable, CustomStringConvertible {
        /// There is no file at the path.
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
        } catch {
            throw .unreadable("\(error); name another file")
        }
        throw .unreadable("it is larger than 1 MiB; name the right file")
    }

    private static func open(_ path: String) throws(Problem) -> FileByteSource {
        do {
            return try FileByteSource(path: path)
        } catch {
            switch error.kind {
            case .missing: throw .missing
            case .directory: throw .unreadable("this is a folder; name a file in it")
            case .notPermitted:
                throw .unreadable(
                    "you are not permitted to read it; give yourself the right to (chmod u+r)"
                )
            case .unreadable(let reason): throw .unreadable("\(reason); name another file")
            default: throw .unreadable("\(error.kind)")
            }
        }
    }
}
