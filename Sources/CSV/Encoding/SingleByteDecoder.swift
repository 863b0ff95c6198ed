// SPDX-License-Identifier: Apache-2.0

/// Turns bytes of which each is a character into UTF-8.
struct SingleByteDecoder: Sendable {
    /// The UTF-8 of each byte from 0x80 on.
    private let upperHalf: [[UInt8]]

    init(_ encoding: SingleByteEncoding) {
        upperHalf = encoding.upperHalf.unicodeScalars.map { scalar in
            scalar == "\u{FFFD}" ? [TextDecoder.invalid] : Array(String(scalar).utf8)
        }
    }

    func decode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        for byte in bytes {
            if byte < 0x80 { output.append(byte) } else { output += upperHalf[Int(byte) - 0x80] }
        }
    }
}
