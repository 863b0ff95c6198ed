// SPDX-License-Identifier: Apache-2.0

/// Writes texts as JSON that can stand inside of an HTML `script` element.
///
/// Such an element ends at `</script`, and `<!--` changes how its end is found; with `<`, `>` and `&` as escapes neither can occur.
enum PageJSON {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Appends an array of texts.
    static func append(_ texts: [String], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(text, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if let letter = letter(for: byte) {
                bytes += [UInt8(ascii: "\\"), letter]
            } else if mustEscape(byte) {
                bytes += [UInt8(ascii: "\\"), UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")]
                bytes += [digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            } else {
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The letter behind the backslash of what occurs often (RFC 8259, §7); `nil` for all other bytes.
    private static func letter(for byte: UInt8) -> UInt8? {
        switch byte {
        case 0x0A: UInt8(ascii: "n")
        case 0x0C: UInt8(ascii: "f")
        case 0x09: UInt8(ascii: "t")
        default: nil
        }
    }

    private static func mustEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case ..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"): true
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): true
        default: false
        }
    }
}
