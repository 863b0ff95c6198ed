// SPDX-License-Identifier: Apache-2.0

/// Why a text is no phone number (libphonenumber's `NumberParseException`).
///
/// ``description`` is a sentence for a person; the raw value is a word for programs.
public enum ParseFailure: String, Error, Hashable, Sendable, CaseIterable, Codable {
    /// Too few digits, or characters that no phone number has.
    case notANumber = "not_a_number"
    /// The country code does not exist, or there is neither a country code nor a default region.
    case invalidCountryCode = "invalid_country_code"
    /// Nearly nothing follows the international prefix.
    case tooShortAfterInternationalPrefix = "too_short_after_international_prefix"
    /// Fewer than two digits are left of the national number.
    case tooShort = "too_short"
    /// More than 17 digits in the national number, or more than 250 characters in all.
    case tooLong = "too_long"
}

extension ParseFailure: CustomStringConvertible {
    /// A sentence for a person.
    public var description: String {
        switch self {
        case .notANumber: "This is not a phone number."
        case .invalidCountryCode:
            "No country code can be read from it: the code after + does not exist, "
                + "or there is no + and no default region."
        case .tooShortAfterInternationalPrefix: "Too few digits follow the international prefix."
        case .tooShort: "It has too few digits for a phone number."
        case .tooLong: "It has too many digits for a phone number."
        }
    }
}

/// What is wrong with a number that could be read and is not valid.
///
/// Lengths are judged by the main region of the country code, as libphonenumber does it.
public struct NumberProblem: Hashable, Sendable {
    /// The kinds of problems; the raw value is a word for programs.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// Fewer digits than any number of the country.
        case tooShort = "too_short"
        /// More digits than any number of the country.
        case tooLong = "too_long"
        /// A number of digits between two that numbers of the country have.
        case wrongLength = "wrong_length"
        /// As many digits as people dial inside of an area, without its code.
        case missingAreaCode = "missing_area_code"
        /// A possible number of digits, but no range of the plan holds the number.
        case noNumberRange = "no_number_range"
    }

    /// The number that is not valid.
    public let number: PhoneNumber

    /// What is wrong with it.
    public var kind: Kind {
        switch lengths.check(digitCount) {
        case .tooShort: .tooShort
        case .tooLong: .tooLong
        case .between: .wrongLength
        case .localOnly: .missingAreaCode
        case .possible: .noNumberRange
        }
    }

    /// How many digits the number has after its country code.
    public var digitCount: Int { number.nationalDigits.count }

    /// How many digits numbers of its country code have, from the fewest.
    public var possibleDigitCounts: [Int] { lengths.counts }

    private var lengths: PossibleLengths { CountryPlan(of: number).mainRegion.lengths }
}

extension NumberProblem: CustomStringConvertible {
    /// A sentence for a person.
    ///
    /// `Too short: +1 is followed by 10 digits, here by 8.`
    public var description: String {
        let code = "+\(number.countryCode)"
        let expected = "\(code) is followed by \(lengths.words) digits, here by \(digitCount)."
        return switch kind {
        case .tooShort: "Too short: \(expected)"
        case .tooLong: "Too long: \(expected)"
        case .wrongLength: "Wrong length: \(expected)"
        case .missingAreaCode: "The area code is missing: \(expected)"
        case .noNumberRange: "No number range after \(code) holds this number."
        }
    }
}

/// What to know about a number before its line type is believed: spellings in wide use that the
/// plan takes for something else.
///
/// ``description`` is a sentence for a person; the raw value is a word for programs.
public enum Caution: String, Hashable, Sendable, CaseIterable, Codable {
    /// Argentina: a landline by the plan, or a mobile number without its 9.
    case argentineMobileWithoutNine = "argentine_mobile_without_9"
    /// Brazil: a mobile number of eight digits, from before 2016.
    case brazilianMobileWithoutNine = "brazilian_mobile_without_9"
    /// Mexico: a mobile number with the 1 that was dialled until 2019.
    case mexicanMobileWithOne = "mexican_mobile_with_1"
    /// Kosovo: a number with a code of Monaco, Slovenia or Serbia, from before 2017.
    case kosovarNumberWithOldCode = "kosovar_number_with_old_code"

    init?(about number: PhoneNumber, _ classification: Classification) {
        let digits = number.nationalDigits
        switch number.countryCode {
        case 54 where classification.lineType == .fixedLine: self = .argentineMobileWithoutNine
        case 55 where digits.count == 10 && digits[2] >= 6: self = .brazilianMobileWithoutNine
        case 52 where digits.count == 11 && digits.first == 1: self = .mexicanMobileWithOne
        case 377 where digits.count == 8 && Self.begins(digits, with: [44, 45]),
            386 where digits.count == 8 && Self.begins(digits, with: [43, 49]),
            381
        where digits.count == 8 && Self.begins(digits, with: [28, 29, 38, 39, 43, 44, 45, 49]):
            self = .kosovarNumberWithOldCode
        default: return nil
        }
    }

    private static func begins(_ digits: Digits, with heads: [UInt64]) -> Bool {
        heads.contains(digits.prefix(2).value)
    }
}

extension Caution: CustomStringConvertible {
    /// A sentence for a person.
    public var description: String {
        switch self {
        case .argentineMobileWithoutNine:
            "Argentine mobile numbers written without the 9 after +54 look like landlines; "
                + "this may be one."
        case .brazilianMobileWithoutNine:
            "Brazilian mobile numbers have a 9 after the area code since 2016; "
                + "this one seems to be written without it."
        case .mexicanMobileWithOne:
            "Mexican mobile numbers have no 1 after +52 since 2019; "
                + "this one seems to be written with it."
        case .kosovarNumberWithOldCode:
            "Kosovo's numbers began with +377 44, +377 45, +386 43, +386 49 or +381 until 2017, "
                + "and with +383 since; this may be one of them."
        }
    }
}
