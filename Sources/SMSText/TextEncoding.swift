// SPDX-License-Identifier: Apache-2.0

/// An encoding in which phones exchange text.
///
/// A message travels in one encoding as a whole. A single character that GSM-7 lacks makes all of
/// it UCS-2, and a segment then holds fewer than half as many characters. ``SegmentCount`` finds
/// the encoding of a text.
///
/// | Encoding | Unit | One segment | Each of several |
/// | --- | --- | --- | --- |
/// | ``gsm7`` | septet | 160 | 153 |
/// | ``ucs2`` | UTF-16 code unit | 70 | 67 |
///
/// Its raw value, its description and its JSON are its name: `GSM-7` or `UCS-2`.
public enum TextEncoding: String, Sendable, Hashable, Codable, CaseIterable {
    /// The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038 §6.2.1, once GSM
    /// 03.38).
    case gsm7 = "GSM-7"
    /// Two octets for each code unit (3GPP TS 23.038 §6.2.3).
    ///
    /// The standard names UCS-2; phones read it as UTF-16, so that an emoji is two units.
    case ucs2 = "UCS-2"

    /// How many units a message of one segment holds, whose text has 140 octets.
    public var unitsInOneSegment: Int {
        switch self {
        case .gsm7: 160
        case .ucs2: 70
        }
    }

    /// How many units each segment of a longer message holds.
    ///
    /// Six of its octets are the header that joins the segments, with an 8-bit reference (3GPP TS
    /// 23.040 §9.2.3.24.1).
    public var unitsInEachOfMany: Int {
        switch self {
        case .gsm7: 153
        case .ucs2: 67
        }
    }

    /// How many units a character takes.
    ///
    /// - Parameter scalar: A Unicode scalar, because a `Character` may be several: CR LF is one
    ///   `Character` and takes two septets.
    /// - Returns: 1 or 2; nil where GSM-7 lacks the character. UCS-2 lacks none.
    public func units(for scalar: Unicode.Scalar) -> Int? {
        switch self {
        case .gsm7: GSM7Alphabet.septets(for: scalar)
        case .ucs2: UTF16.width(scalar)
        }
    }
}

extension TextEncoding: LosslessStringConvertible {
    /// The encoding of a name.
    ///
    /// - Parameter description: `GSM-7` or `UCS-2`, in capitals; any other text gives nil.
    public init?(_ description: String) { self.init(rawValue: description) }

    /// The name that reports and JSON carry: `GSM-7` or `UCS-2`.
    public var description: String { rawValue }
}

/// The GSM 7-bit default alphabet with its extension table.
///
/// The national language tables (3GPP TS 23.038 §6.2.1.2) are left out: a message has to announce
/// them in a header, and a provider takes only its text.
enum GSM7Alphabet {
    /// The basic table in the order of its codes, without ESC (3GPP TS 23.038 §6.2.1).
    static let basic =
        "@£$¥èéùìòÇ\nØø\rÅå" + "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ" + " !\"#¤%&'()*+,-./" + "0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNO" + "PQRSTUVWXYZÄÖÑÜ§" + "¿abcdefghijklmno" + "pqrstuvwxyzäöñüà"

    /// The extension table, whose characters follow an ESC (3GPP TS 23.038 §6.2.1.1).
    static let extended = "\u{C}^{}\\[~]|€"

    /// 1, 2 for a character of the extension table, nil for one that the alphabet lacks.
    ///
    /// It takes scalars, not `Character`s: "\r\n" is one `Character`, and a decomposed é equals é
    /// there.
    static func septets(for scalar: Unicode.Scalar) -> Int? {
        if scalar == euro { return 2 }
        guard scalar.value < UInt32(widths.count) else { return nil }
        let width = widths[Int(scalar.value)]
        return width == 0 ? nil : Int(width)
    }

    /// The characters of a text that the alphabet lacks, each once, in the order of code points.
    static func missing(from text: String) -> [Unicode.Scalar] {
        Set(text.unicodeScalars.lazy.filter { septets(for: $0) == nil }).sorted()
    }

    /// The only character of the alphabet beyond Greek.
    private static let euro: Unicode.Scalar = "€"

    /// Septets by code point up to the last Greek capital; 0 where the alphabet has no such
    /// character.
    private static let widths: [UInt8] = {
        var widths = [UInt8](repeating: 0, count: 0x3AA)
        for scalar in basic.unicodeScalars { widths[Int(scalar.value)] = 1 }
        for scalar in extended.unicodeScalars where scalar != euro { widths[Int(scalar.value)] = 2 }
        return widths
    }()
}
