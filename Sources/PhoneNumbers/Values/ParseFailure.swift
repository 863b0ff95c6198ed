// SPDX-License-Identifier: Apache-2.0

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
            "No country code can be read from it: the code after + does not exist, or there is no + and no default region."
        case .tooShortAfterInternationalPrefix:
            "Too few digits follow the international prefix."
        case .tooShort:
            "It has too few digits for a phone number."
        case .tooLong:
            "It has too many digits for a phone number."
        }
    }
}
