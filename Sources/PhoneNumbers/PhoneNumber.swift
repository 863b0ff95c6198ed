// SPDX-License-Identifier: Apache-2.0

/// A phone number in E.164 form, in sixteen bytes.
///
/// It says nothing of validity: `NumberingPlan` does.
public struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
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
    /// This is the exact opposite of `e164`: no national prefix is taken off (`NumberingPlan.parse`
    /// does that).
    public init?(e164: String) {
        guard let digits = PlainNumber.strict(e164),
            let (country, national) = CountryPlan.split(digits),
            Self.shortestNationalNumber...Self.longestNationalNumber ~= national.count
        else { return nil }
        self.init(countryCode: country.code, national: national)
    }

    /// A number from a country code and a national number of 2 to 17 digits, zeros included.
    init(countryCode: UInt16, national: Digits) {
        packed =
            national.bits & Self.nationalMask | UInt128(countryCode) << 8
            | UInt128(truncatingIfNeeded: national.count)
    }

    private static let nationalMask = UInt128.max << 60

    /// The country code: 1 to 3 digits.
    public var countryCode: UInt16 { UInt16(truncatingIfNeeded: packed >> 8) }

    /// The national (significant) number without its leading zeros.
    public var nationalNumber: UInt64 { nationalDigits.value }

    /// How many zeros stand before `nationalNumber`: they belong to the number in Italy and a few
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

    /// The number in E.164 form.
    public var description: String { e164 }

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

/// What a text was read as.
public struct ParsedNumber: Sendable, Hashable {
    /// The number.
    public let number: PhoneNumber

    /// The digits to dial after the call is answered; nil when the text has none.
    ///
    /// A number with an extension is a switchboard, not a handset.
    public let phoneExtension: String?
}

/// Why a text is no phone number (libphonenumber's `NumberParseException`).
public enum ParseFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Too few digits, or characters that no phone number has.
    case notANumber
    /// The country code does not exist, or there is neither a country code nor a default region.
    case invalidCountryCode
    /// Nearly nothing follows the international prefix.
    case tooShortAfterInternationalPrefix
    /// Fewer than two digits are left of the national number.
    case tooShort
    /// More than 17 digits in the national number, or more than 250 characters in all.
    case tooLong

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .notANumber:
            "This is not a phone number."
        case .invalidCountryCode:
            "No country code can be read from it: the code after + does not exist, "
                + "or there is no + and no default region."
        case .tooShortAfterInternationalPrefix:
            "Too few digits follow the international prefix."
        case .tooShort:
            "It has too few digits for a phone number."
        case .tooLong:
            "It has too many digits for a phone number."
        }
    }
}
