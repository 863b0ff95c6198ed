// SPDX-License-Identifier: Apache-2.0

/// The mark by which a file says at its beginning how it is encoded.
enum ByteOrderMark {
    static func encoding(of head: some Collection<UInt8>) -> FileEncoding? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if head.starts(with: [0xFF, 0xFE]) { return .utf16(isBigEndian: false) }
        if head.starts(with: [0xFE, 0xFF]) { return .utf16(isBigEndian: true) }
        return nil
    }
}

extension FileEncoding {
    /// Whether two encodings are the same but for the order of bytes.
    func isFamily(of other: FileEncoding) -> Bool {
        switch (self, other) {
        case (.utf16, .utf16): true
        default: self == other
        }
    }
}
