// SPDX-License-Identifier: Apache-2.0

/// The size of a text: the encoding it travels in, and how many SMS segments a provider bills.
///
/// A character of two units never splits: where one unit is left in a segment it stays empty, so
/// that the number of segments does not follow from the number of units alone. Phones join at most
/// 255 segments (3GPP TS 23.040 §9.2.3.24.1); more are counted all the same.
///
/// In JSON it is an object: `{"encoding": "GSM-7", "units": 161, "segments": 2}`.
public struct SegmentCount: Sendable, Hashable {
    /// GSM-7 where all characters are in its alphabet, else UCS-2.
    public let encoding: TextEncoding
    /// The length of the text, in septets (GSM-7) or UTF-16 code units (UCS-2).
    public let units: Int
    /// The number of segments; 0 for an empty text, which no provider takes.
    public let segments: Int

    /// Counts a text in its precomposed form (Unicode NFC), which is the form that has to be sent.
    ///
    /// - Complexity: O(*n*) in one pass.
    public init(of text: String) {
        var gsm = SegmentFill(.gsm7)
        var ucs = SegmentFill(.ucs2)
        var isGSM = true
        for scalar in text.precomposed.unicodeScalars {
            ucs.add(UTF16.width(scalar))
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

    /// The characters that make a text UCS-2.
    ///
    /// - Returns: Each character once, in the order of code points; none for a text in GSM-7.
    public static func charactersOutsideGSM7(in text: String) -> [Unicode.Scalar] {
        GSM7Alphabet.missing(from: text.precomposed)
    }
}

extension SegmentCount: Codable {
    private enum CodingKeys: String, CodingKey { case encoding, units, segments }

    /// Reads a count.
    ///
    /// - Throws: `DecodingError` where no text has that many units in that many segments.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        encoding = try container.decode(TextEncoding.self, forKey: .encoding)
        units = try container.decode(Int.self, forKey: .units)
        segments = try container.decode(Int.self, forKey: .segments)
        guard encoding.segments(of: units).contains(segments) else {
            throw DecodingError.dataCorruptedError(
                forKey: .segments, in: container,
                debugDescription:
                    "no text has \(units) units of \(encoding) in \(segments) segments")
        }
    }
}

extension TextEncoding {
    /// How many segments texts of a length may take; nothing for a length below 0.
    ///
    /// Each segment but the last may have one unit left over, before a character of two.
    fileprivate func segments(of units: Int) -> Range<Int> {
        switch units {
        case ..<0: return 0..<0
        case 0: return 0..<1
        case ...unitsInOneSegment: return 1..<2
        default:
            let fewest = (units - 1) / unitsInEachOfMany + 1
            let most = (units - 2) / (unitsInEachOfMany - 1) + 1
            return fewest..<(most + 1)
        }
    }
}

/// Fills the segments of a message with characters that never split.
///
/// A character of two units (an ESC and its code, a surrogate pair) that does not fit into the rest
/// of a segment begins the next one.
struct SegmentFill {
    private let encoding: TextEncoding
    private(set) var units = 0
    private var parts = 1
    private var used = 0

    init(_ encoding: TextEncoding) { self.encoding = encoding }

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
