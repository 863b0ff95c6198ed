// SPDX-License-Identifier: Apache-2.0

extension Span where Element == UInt8 {
    /// The scalar that begins at a place in valid UTF-8; the place moves on to the next one.
    func scalar(at index: inout Int) -> Unicode.Scalar {
        let lead = self[index]
        index += 1
        if lead < 0x80 { return Unicode.Scalar(lead) }
        let length = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
        var value = UInt32(lead) & (0x3F >> UInt32(length))
        for _ in 0..<length where index < count {
            value = value << 6 | UInt32(self[index] & 0x3F)
            index += 1
        }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
