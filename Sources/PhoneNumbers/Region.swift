// SPDX-License-Identifier: Apache-2.0

/// A region of the numbering plan: an ISO 3166 code of two letters, or `001` for country codes that
/// belong to no country.
///
/// It encodes as its code; decoding takes what ``init(rawValue:)`` takes.
public struct Region: Hashable, Sendable, RawRepresentable, Codable {
    private let code: UInt32

    /// Takes two ASCII letters in either case, or `001`; nothing is trimmed, and whether the plan
    /// has such a region is not asked.
    public init?(rawValue: String) {
        let bytes = Array(rawValue.utf8)
        if rawValue == "001" {
            self = .nonGeographic
        } else if bytes.count == 2, let first = Self.upperCased(bytes[0]),
            let second = Self.upperCased(bytes[1])
        {
            code = UInt32(first) << 8 | UInt32(second)
        } else {
            return nil
        }
    }

    /// The region of country codes that belong to no country, such as +800.
    public static let nonGeographic = Region(digits: (0x30, 0x30, 0x31))

    /// The code in upper case: `US`, `001`.
    public var rawValue: String {
        let bytes = [
            UInt8(truncatingIfNeeded: code >> 16), UInt8(truncatingIfNeeded: code >> 8),
            UInt8(truncatingIfNeeded: code),
        ]
        return String(decoding: bytes.drop { $0 == 0 }, as: UTF8.self)
    }

    private init(digits: (UInt32, UInt32, UInt32)) {
        code = digits.0 << 16 | digits.1 << 8 | digits.2
    }

    private static func upperCased(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte
        case 0x61...0x7A: byte - 0x20
        default: nil
        }
    }
}

extension Region: LosslessStringConvertible {
    /// Takes what ``init(rawValue:)`` takes: `US`, `us`, `001`.
    public init?(_ description: String) { self.init(rawValue: description) }

    /// The code in upper case.
    public var description: String { rawValue }
}

extension Region: Comparable {
    /// Whether one code stands before the other in a list by the alphabet, `001` behind all
    /// letters.
    public static func < (first: Region, second: Region) -> Bool { first.code < second.code }
}

extension Region {
    /// The region whose name the compiled tables hold in four zero-padded bytes.
    init(tableName name: (CChar, CChar, CChar, CChar)) {
        let bytes = (
            UInt8(bitPattern: name.0), UInt8(bitPattern: name.1), UInt8(bitPattern: name.2)
        )
        code =
            bytes.2 == 0
            ? UInt32(bytes.0) << 8 | UInt32(bytes.1)
            : UInt32(bytes.0) << 16 | UInt32(bytes.1) << 8 | UInt32(bytes.2)
    }

    /// The place of a two-letter code among all such codes; nil for `001`.
    var letterIndex: Int? {
        let first = Int(code >> 8) - 0x41
        return code > 0xFFFF ? nil : first * 26 + Int(code & 0xFF) - 0x41
    }
}
