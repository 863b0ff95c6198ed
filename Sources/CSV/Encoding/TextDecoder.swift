// SPDX-License-Identifier: Apache-2.0

/// Turns bytes of another encoding into UTF-8, piece by piece.
///
/// Bytes that mean nothing become a byte that UTF-8 does not have, so that the reader, which knows lines and columns, finds them.
enum TextDecoder: Sendable {
    case singleByte(SingleByteDecoder)
    case utf16(UTF16Decoder)

    /// What stands for bytes without a meaning.
    static let invalid: UInt8 = 0xFF

    /// Nil for UTF-8, of which nothing is to be made.
    init?(_ encoding: FileEncoding) {
        switch encoding {
        case .utf8: return nil
        case .utf16(let isBigEndian): self = .utf16(UTF16Decoder(isBigEndian: isBigEndian))
        case .singleByte(let encoding): self = .singleByte(SingleByteDecoder(encoding))
        }
    }

    /// Appends the UTF-8 of some more bytes.
    mutating func decode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        switch self {
        case .singleByte(let decoder): decoder.decode(bytes, into: &output)
        case .utf16(var decoder):
            decoder.decode(bytes, into: &output)
            self = .utf16(decoder)
        }
    }

    /// Appends what the end of the file makes of bytes that were left over.
    mutating func finish(into output: inout [UInt8]) {
        guard case .utf16(var decoder) = self else { return }
        decoder.finish(into: &output)
        self = .utf16(decoder)
    }
}
