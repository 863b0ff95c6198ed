// SPDX-License-Identifier: Apache-2.0

/// A phone number in E.164 form, in sixteen bytes.
///
/// Its country code exists; whether it is valid ``NumberingPlan`` says.
public struct PhoneNumber: Hashable, Sendable {
    /// From the uppermost bit: 17 digits of the national number, four bits each; then the country
    /// code (16 bits) and the count of digits (8 bits).
    private let packed: UInt128

    /// The longest national number there is.
    ///
    /// ITU-T E.164 says 15 digits with the country code; Germany has longer ones, and
    /// libphonenumber takes 17.
    static let longestNationalNumber = 17

    /// The shortest national number that is looked at.
    static let shortestNationalNumber = 2

    /// Reads `+` and digits, nothing else; nil without a known country code or with a national
    /// number of fewer than 2 or more than 17 digits.
    ///
    /// This is the exact opposite of ``e164``: no national prefix is taken off
    /// (``NumberingPlan/parse(_:defaultRegion:)`` does that).
    public init?(e164: String) {
        guard let digits = PlainNumber.strict(e164),
            let (country, national) = CountryPlan.split(digits),
            Self.shortestNationalNumber...Self.longestNationalNumber ~= national.count
        else { return nil }
        self.init(country: country, national: national)
    }

    /// A number of a country, with a national number of 2 to 17 digits, zeros included.
    init(country: CountryPlan, national: Digits) {
        packed =
            national.bits & Self.nationalMask | UInt128(country.code) << 8
            | UInt128(truncatingIfNeeded: national.count)
    }

    private static let nationalMask = UInt128.max << 60

    /// The country code: 1 to 3 digits.
    public var countryCode: UInt16 { UInt16(truncatingIfNeeded: packed >> 8) }

    /// The national (significant) number without its leading zeros.
    public var nationalNumber: UInt64 { nationalDigits.value }

    /// How many zeros stand before ``nationalNumber``: they belong to the number in Italy and a few
    /// other places.
    public var leadingZeros: UInt8 {
        let digits = nationalDigits
        return UInt8(truncatingIfNeeded: min(digits.bits.leadingZeroBitCount / 4, digits.count - 1))
    }

    /// `+`, the country code and the national number.
    public var e164: String {
        let digits = allDigits
        return String(unsafeUninitializedCapacity: digits.count + 1) { buffer in
            buffer[0] = UInt8(ascii: "+")
            var rest = digits.bits
            for place in 1...digits.count {
                buffer[place] = 0x30 | UInt8(truncatingIfNeeded: rest >> 124)
                rest <<= 4
            }
            return digits.count + 1
        }
    }

    /// The national number's digits, leading zeros included.
    var nationalDigits: Digits {
        Digits(bits: packed & Self.nationalMask, count: Int(UInt8(truncatingIfNeeded: packed)))
    }

    /// All digits, country code included.
    var allDigits: Digits {
        let code = countryCode
        var digits = Digits(value: UInt64(code), count: code < 10 ? 1 : code < 100 ? 2 : 3)
        digits.append(nationalDigits)
        return digits
    }
}

extension PhoneNumber: LosslessStringConvertible {
    /// The number in E.164 form.
    public var description: String { e164 }

    /// Reads what ``description`` wrote: the same as ``init(e164:)``.
    public init?(_ description: String) { self.init(e164: description) }
}

extension PhoneNumber: Codable {
    /// Reads one string in E.164 form.
    ///
    /// - Throws: `DecodingError` if it is no string, or not one that ``init(e164:)`` takes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let number = Self(e164: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is no phone number in E.164 form.")
        }
        self = number
    }

    /// Writes one string in E.164 form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(e164)
    }
}

/// What a text was read as.
public struct ParsedNumber: Sendable, Hashable, Codable {
    /// The number without its extension.
    public let number: PhoneNumber

    /// The digits to dial after the call is answered, as they were written; nil when the text has
    /// none.
    ///
    /// A number with an extension is a switchboard, not a handset.
    public let phoneExtension: String?

    /// A number with an extension that is known already.
    public init(number: PhoneNumber, phoneExtension: String? = nil) {
        self.number = number
        self.phoneExtension = phoneExtension
    }
}
