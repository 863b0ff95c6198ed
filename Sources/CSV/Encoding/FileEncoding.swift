// SPDX-License-Identifier: Apache-2.0

/// How a file's bytes spell its text.
package enum FileEncoding: Sendable, Hashable {
    case utf8
    case utf16(isBigEndian: Bool)
    /// One byte a character, as files from before Unicode are.
    case singleByte(SingleByteEncoding)

    /// What a file is read as that is nothing else: what spreadsheets of western Europe and America write.
    package static let windows1252 = FileEncoding.singleByte(.windows1252)

    /// Finds an encoding by one of its names; upper case, spaces, `_` and `-` do not matter.
    package init?(named name: String) {
        let key = Self.key(name)
        if let encoding = Self.unicodeNames[key] {
            self = encoding
        } else if let encoding = SingleByteEncoding.allCases.first(where: { $0.keys.contains(key) }) {
            self = .singleByte(encoding)
        } else {
            return nil
        }
    }

    /// The names that are shown to a person.
    package static let names = ["utf-8", "utf-16"] + SingleByteEncoding.allCases.map(\.rawValue)

    static func key(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// UTF-16 that does not say its byte order is taken for Windows' own; a byte order mark decides anyway.
    private static let unicodeNames: [String: FileEncoding] = [
        "utf8": .utf8, "utf16": .utf16(isBigEndian: false), "unicode": .utf16(isBigEndian: false),
        "utf16le": .utf16(isBigEndian: false), "utf16be": .utf16(isBigEndian: true),
    ]
}

extension FileEncoding: CustomStringConvertible {
    /// The encoding's name.
    package var description: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16(let isBigEndian): isBigEndian ? "UTF-16BE" : "UTF-16LE"
        case .singleByte(let encoding): encoding.rawValue
        }
    }
}
