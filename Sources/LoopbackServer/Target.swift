// SPDX-License-Identifier: Apache-2.0

/// The two parts of a request's target, decoded.
struct Target: Equatable {
    /// The path; a `+` in it is a plus sign (phone numbers begin with one).
    let path: String
    /// The pairs of the query, by the rules of HTML forms: a `+` in it is a space.
    let query: [ServerField]

    /// Splits and decodes a target; what is not proper percent-encoding stays as it is.
    init(_ target: String) {
        let parts = target.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map { Self.decoded($0, plusIsSpace: false) } ?? ""
        query = parts.count > 1 ? parts[1].split(separator: UInt8(ascii: "&")).map(Self.pair) : []
    }

    private static func pair(_ text: Substring.UTF8View) -> ServerField {
        let parts = text.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count > 1 ? decoded(parts[1], plusIsSpace: true) : ""
        return ServerField(parts.first.map { decoded($0, plusIsSpace: true) } ?? "", value)
    }

    private static func decoded(_ text: Substring.UTF8View, plusIsSpace: Bool) -> String {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = hexByte(rest.prefix(2)) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? 32 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexByte(_ digits: Substring.UTF8View) -> UInt8? {
        let text = Substring(digits)
        guard text.count == 2, text.allSatisfy(\.isHexDigit) else { return nil }
        return UInt8(text, radix: 16)
    }
}
