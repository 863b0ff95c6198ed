// SPDX-License-Identifier: Apache-2.0

/// An encoding in which every byte is a character, the lower 128 as in ASCII.
///
/// The raw value is the name that the web's standards give it.
package enum SingleByteEncoding: String, Sendable, Hashable, CaseIterable {
    case windows1250 = "windows-1250"
    case windows1251 = "windows-1251"
    case windows1252 = "windows-1252"
    case windows1253 = "windows-1253"
    case windows1254 = "windows-1254"
    case windows1255 = "windows-1255"
    case windows1256 = "windows-1256"
    case windows1257 = "windows-1257"
    case windows1258 = "windows-1258"
    case iso8859x1 = "iso-8859-1"
    case iso8859x2 = "iso-8859-2"
    case iso8859x5 = "iso-8859-5"
    case iso8859x7 = "iso-8859-7"
    case iso8859x9 = "iso-8859-9"
    case iso8859x15 = "iso-8859-15"
    case koi8r = "koi8-r"
    case macintosh = "macintosh"
    case ibm437 = "ibm437"
    case ibm850 = "ibm850"

    /// The forms of its names that are compared.
    var keys: [String] {
        [FileEncoding.key(rawValue)] + otherKeys
    }

    private var otherKeys: [String] {
        switch self {
        case .iso8859x1: ["latin1"]
        case .iso8859x2: ["latin2"]
        case .iso8859x9: ["latin5"]
        case .iso8859x15: ["latin9"]
        case .macintosh: ["macroman", "mac"]
        case .ibm437, .ibm850: ["cp" + rawValue.dropFirst(3)]
        case .windows1250, .windows1251, .windows1252, .windows1253, .windows1254, .windows1255, .windows1256,
            .windows1257, .windows1258:
            ["cp" + rawValue.suffix(4)]
        case .iso8859x5, .iso8859x7, .koi8r: []
        }
    }
}
