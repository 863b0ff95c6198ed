// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

import struct Foundation.URL

/// Which file a path means, however it is written: by the file itself where there is one, else by its folder and name.
struct FileIdentity: Hashable {
    private enum Key: Hashable {
        case file(device: UInt64, number: UInt64)
        case place(String)
    }

    private let key: Key

    /// Finds out which file a path means; links are followed.
    ///
    /// - Parameter path: an absolute path.
    init(_ path: String) {
        var status = stat()
        if stat(path, &status) == 0 {
            key = .file(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
        } else {
            let url = URL(filePath: path)
            let folder = url.deletingLastPathComponent().resolvingSymlinksInPath().standardizedFileURL
            key = .place(folder.appending(component: url.lastPathComponent).path(percentEncoded: false))
        }
    }
}
