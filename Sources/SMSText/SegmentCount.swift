// SPDX-License-Identifier: Apache-2.0

/// Tells how a text travels, and how many SMS parts a provider bills for it.
public struct SegmentCount: Sendable, Hashable {
    /// GSM-7 where every character is in its alphabet, else UCS-2.
    public let encoding: TextEncoding
    /// The length in septets (GSM-7) or UTF-16 code units (UCS-2).
    public let units: Int
    /// The number of SMS parts; 0 for an empty text, which no provider takes.
    public let segments: Int

    /// Counts a text in its precomposed form (NFC), which is the form that has to be sent.
    ///
    /// - Complexity: O(*n*) in one pass.
    public init(of text: String) {
        var gsm = SegmentFill(.gsm7)
        var ucs = SegmentFill(.ucs2)
        var isGSM = true
        for scalar in text.precomposed.unicodeScalars {
            ucs.add(scalar.value > 0xFFFF ? 2 : 1)
            guard isGSM else { continue }
            if let septets = GSM7Alphabet.septets(for: scalar) {
                gsm.add(septets)
            } else {
                isGSM = false
            }
        }
        encoding = isGSM ? .gsm7 : .ucs2
        units = isGSM ? gsm.units : ucs.units
        segments = isGSM ? gsm.segments : ucs.segments
    }
}

extension SegmentCount {
    /// The characters that make a text UCS-2, each once, in the order of their code points; none in
    /// GSM-7.
    public static func charactersOutsideGSM7(in text: String) -> [Unicode.Scalar] {
        Set(text.precomposed.unicodeScalars.lazy.filter { GSM7Alphabet.septets(for: $0) == nil })
            .sorted()
    }
}

/// Names the two encodings in which phones exchange text; the raw values are those of the report.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    /// The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038 §6.2.1).
    case gsm7 = "GSM-7"
    /// Two octets for each UTF-16 code unit (3GPP TS 23.038 §6.2.3); one character outside GSM-7
    /// brings a whole message here.
    case ucs2 = "UCS-2"

    /// How many units a message of one segment holds: septets in GSM-7, UTF-16 code units in UCS-2.
    public var unitsInOneSegment: Int {
        switch self {
        case .gsm7: 160
        case .ucs2: 70
        }
    }

    /// How many units each segment of a longer message holds.
    ///
    /// A header of six octets, with an 8-bit reference, is part of each (3GPP TS 23.040
    /// §9.2.3.24.1).
    public var unitsInEachOfMany: Int {
        switch self {
        case .gsm7: 153
        case .ucs2: 67
        }
    }
}

/// Fills the segments of a message with characters that never split.
///
/// A character of two units (an ESC and its code, a surrogate pair) that does not fit into the rest
/// of a segment begins the next one, so that dividing the total would give too few segments.
struct SegmentFill {
    private let encoding: TextEncoding
    private(set) var units = 0
    private var parts = 1
    private var used = 0

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// How many segments the characters so far take.
    var segments: Int {
        if units == 0 { return 0 }
        return units <= encoding.unitsInOneSegment ? 1 : parts
    }

    mutating func add(_ width: Int) {
        units += width
        used += width
        if used > encoding.unitsInEachOfMany {
            parts += 1
            used = width
        }
    }
}

/// Knows which characters the GSM 7-bit default alphabet has, and what they cost.
enum GSM7Alphabet {
    /// The basic table in the order of its codes, without ESC (3GPP TS 23.038 §6.2.1).
    static let basic =
        "@£$¥èéùìòÇ\nØø\rÅå"
        + "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
        + " !\"#¤%&'()*+,-./"
        + "0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNO"
        + "PQRSTUVWXYZÄÖÑÜ§"
        + "¿abcdefghijklmno"
        + "pqrstuvwxyzäöñüà"

    /// The extension table, whose characters follow an ESC (3GPP TS 23.038 §6.2.1.1).
    static let extended = "\u{C}^{}\\[~]|€"

    /// Tells how many septets a character takes: 1, 2 for one of the extension table, nil for one
    /// that the alphabet lacks.
    ///
    /// It is asked of scalars, not of `Character`s: "\r\n" is one `Character`, and a decomposed é
    /// equals é there.
    static func septets(for scalar: Unicode.Scalar) -> Int? {
        if scalar == euro { return 2 }
        guard scalar.value < UInt32(widths.count) else { return nil }
        let width = widths[Int(scalar.value)]
        return width == 0 ? nil : Int(width)
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
