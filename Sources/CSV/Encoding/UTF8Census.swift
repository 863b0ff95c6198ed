// SPDX-License-Identifier: Apache-2.0

/// Counts in bytes that come in pieces how many characters beyond ASCII are UTF-8, and how many bytes are none.
struct UTF8Census: Sendable {
    /// Characters of more than one byte.
    private(set) var characters = 0
    /// Places that are not UTF-8.
    private var faults = 0
    /// How many bytes the character that has begun still needs.
    private var missing = 0
    /// What its next byte may be.
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    /// Places that are not UTF-8, a character that the end has cut off among them.
    var mistakes: Int { faults + (missing > 0 ? 1 : 0) }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                if missing == 0, buffer[index] < 0x80 {
                    index &+= 1
                } else if take(buffer[index]) {
                    index &+= 1
                }
            }
        }
    }

    /// Whether the byte is used up: one that breaks a character off is looked at again by itself.
    private mutating func take(_ byte: UInt8) -> Bool {
        guard missing > 0 else {
            begin(with: byte)
            return true
        }
        guard allowed.contains(byte) else {
            faults += 1
            missing = 0
            return false
        }
        allowed = 0x80...0xBF
        missing -= 1
        if missing == 0 { characters += 1 }
        return true
    }

    /// The ranges of Unicode's table 3-7.
    private mutating func begin(with byte: UInt8) {
        (missing, allowed) =
            switch byte {
            case 0xC2...0xDF: (1, 0x80...0xBF)
            case 0xE0: (2, 0xA0...0xBF)
            case 0xED: (2, 0x80...0x9F)
            case 0xE1...0xEF: (2, 0x80...0xBF)
            case 0xF0: (3, 0x90...0xBF)
            case 0xF1...0xF3: (3, 0x80...0xBF)
            case 0xF4: (3, 0x80...0x8F)
            default: (0, 0x80...0xBF)
            }
        if missing == 0, byte >= 0x80 { faults += 1 }
    }
}
