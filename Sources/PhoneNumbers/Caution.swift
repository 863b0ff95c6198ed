// SPDX-License-Identifier: Apache-2.0

/// Spellings in wide use that the plan takes for something else.
enum Caution {
    /// What to know about a number before its line type is believed; nil nearly always.
    static func sentence(about number: PhoneNumber, _ classification: Classification) -> String? {
        let digits = number.nationalDigits
        switch number.countryCode {
        case 54 where classification.lineType == .fixedLine:
            return "Argentine mobile numbers written without the 9 after +54 look like landlines; this may be one."
        case 55 where digits.count == 10 && digits[2] >= 6:
            return
                "Brazilian mobile numbers have a 9 after the area code since 2016; this one seems to be written without it."
        case 52 where digits.count == 11 && digits.first == 1:
            return "Mexican mobile numbers have no 1 after +52 since 2019; this one seems to be written with it."
        default:
            return nil
        }
    }
}
