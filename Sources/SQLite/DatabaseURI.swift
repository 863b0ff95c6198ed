// SPDX-License-Identifier: Apache-2.0

/// Writes file names as SQLite's URIs (<https://www.sqlite.org/uri.html>), which alone can carry some of its options.
enum DatabaseURI {
    /// The URI of a file that nobody changes while it is open.
    static func immutable(_ path: String) -> String {
        "file:" + (path.hasPrefix("/") ? "//" : "") + escaped(path) + "?immutable=1"
    }

    /// Escapes all but what no rule of URIs gives a meaning (RFC 3986 §2.3) and the slash.
    private static func escaped(_ path: String) -> String {
        path.utf8.map { byte in
            if isPlain(byte) { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return (digits.count == 1 ? "%0" : "%") + digits
        }.joined()
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"): true
        case UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}
