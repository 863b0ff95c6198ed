// SPDX-License-Identifier: Apache-2.0

internal import CSQLite

/// Knows the file systems that lie on another machine, where SQLite's write-ahead log cannot work.
///
/// The log needs memory that all its users share (<https://www.sqlite.org/wal.html>, “Disadvantages”).
package enum NetworkFileSystem {
    /// Returns the name of the network file system that holds the file at `path`; nil for a local one, and where nobody knows.
    package static func name(at path: String) -> String? {
        name(forType: UInt32(truncatingIfNeeded: csqlite_file_system_type(path)))
    }

    /// Returns the name of a network file system by its number (`statfs(2)`, field `f_type`; `linux/magic.h`).
    static func name(forType type: UInt32) -> String? {
        switch type {
        case 0x6969: "NFS"
        case 0x517B, 0xFE53_4D42: "SMB"
        case 0xFF53_4D42: "CIFS"
        case 0x5346_414F, 0x6B41_4653: "AFS"
        case 0x00C3_6400: "Ceph"
        case 0x564C: "NCP"
        case 0x7375_7245: "Coda"
        default: nil
        }
    }
}
