// SPDX-License-Identifier: Apache-2.0

/// A phone number in E.164 form, in sixteen bytes.
///
/// It says nothing of validity: `NumberingPlan` does.
public struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
    /// The country code: 1 to 3 digits.
    public let countryCode: UInt16

    /// How many zeros stand before `nationalNumber`: they belong to the number in Italy and a few other places.
    public let leadingZeros: UInt8

    /// The national (significant) number without its leading zeros.
    public let nationalNumber: UInt64

    /// The longest national number there is (libphonenumber's limit; ITU-T E.164 says 15 digits with the country code, Germany has longer ones).
    static let longestNationalNumber = 17

    /// The shortest national number that is looked at.
    static let shortestNationalNumber = 2

    /// Reads `+` and digits, nothing else; nil without a known country code or with a national number of fewer than 2 or more than 17 digits.
    ///
    /// This is the exact opposite of `e164`: no national prefix is taken off (`NumberingPlan.parse` does that).
    public init?(e164: String) {
        var digits = Digits()
        for (index, byte) in e164.utf8.enumerated() {
            if index == 0 {
                guard byte == UInt8(ascii: "+") else { return nil }
            } else {
                guard (0x30...0x39).contains(byte), index <= 20 else { return nil }
                digits.append(byte - 0x30)
            }
        }
        guard let (country, national) = CountryPlan.split(digits), Self.canHold(national) else { return nil }
        self.init(countryCode: country.code, national: national)
    }

    /// A number from a country code and a national number of 2 to 17 digits, zeros included.
    init(countryCode: UInt16, national: Digits) {
        var zeros: UInt8 = 0
        while Int(zeros) < national.count - 1, national[Int(zeros)] == 0 { zeros += 1 }
        self.countryCode = countryCode
        leadingZeros = zeros
        nationalNumber = national.value
    }

    /// Whether a national number has an acceptable count of digits.
    static func canHold(_ national: Digits) -> Bool {
        (shortestNationalNumber...longestNationalNumber).contains(national.count)
    }

    /// `+`, the country code and the national number.
    public var e164: String {
        let national = nationalDigits
        return String(unsafeUninitializedCapacity: 24) { buffer in
            var length = 0
            buffer[length] = UInt8(ascii: "+")
            length += 1
            for digit in [countryCode / 100, countryCode / 10 % 10, countryCode % 10] where length > 1 || digit > 0 {
                buffer[length] = 0x30 + UInt8(truncatingIfNeeded: digit)
                length += 1
            }
            for index in 0..<national.count {
                buffer[length] = 0x30 + national[index]
                length += 1
            }
            return length
        }
    }

    /// The number in E.164 form.
    public var description: String { e164 }

    /// The national number's digits, leading zeros included.
    var nationalDigits: Digits {
        var digits = Digits(zeros: Int(leadingZeros))
        digits.append(decimal: nationalNumber)
        return digits
    }
}

extension PhoneNumber {
    /// All digits, country code included.
    var allDigits: Digits {
        var digits = Digits()
        digits.append(decimal: UInt64(countryCode))
        let national = nationalDigits
        digits.append(national, from: 0, to: national.count)
        return digits
    }
}
