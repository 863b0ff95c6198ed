// SPDX-License-Identifier: Apache-2.0

/// Takes file names apart, as text.
enum FileName {
    /// The part after the last slash.
    static func last(_ path: String) -> String {
        String(path[nameStart(path)...])
    }

    /// The path without the extension of its last part; a leading dot begins no extension.
    static func withoutExtension(_ path: String) -> String {
        let start = nameStart(path)
        guard let dot = path[start...].lastIndex(of: "."), dot != start else { return path }
        return String(path[..<dot])
    }

    private static func nameStart(_ path: String) -> String.Index {
        path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    }
}
