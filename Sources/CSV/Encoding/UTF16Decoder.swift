// SPDX-License-Identifier: Apache-2.0

/// Turns UTF-16 into UTF-8; it remembers half a unit and half a pair between two pieces.
struct UTF16Decoder: Sendable {
    private let isBigEndian: Bool
    private var firstByte: UInt8?
    private var leading: UInt16?

    init(isBigEndian: Bool) {
        self.isBigEndian = isBigEndian
    }

    mutating func decode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        for byte in bytes {
            guard let first = firstByte else {
                firstByte = byte
                continue
            }
            firstByte = nil
            let (high, low) = isBigEndian ? (first, byte) : (byte, first)
            take(UInt16(high) << 8 | UInt16(low), &output)
        }
    }

    /// Half a unit or half a pair at the end of the file is no text.
    mutating func finish(into output: inout [UInt8]) {
        if leading != nil || firstByte != nil { output.append(TextDecoder.invalid) }
        (leading, firstByte) = (nil, nil)
    }

    private mutating func take(_ unit: UInt16, _ output: inout [UInt8]) {
        if let first = leading {
            leading = nil
            if UTF16.isTrailSurrogate(unit) {
                let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit & 0x3FF))
                return append(Unicode.Scalar(value), &output)
            }
            output.append(TextDecoder.invalid)
        }
        if UTF16.isLeadSurrogate(unit) { leading = unit } else { append(Unicode.Scalar(unit), &output) }
    }

    private func append(_ scalar: Unicode.Scalar?, _ output: inout [UInt8]) {
        guard let scalar, let units = UTF8.encode(scalar) else { return output.append(TextDecoder.invalid) }
        output += units
    }
}
