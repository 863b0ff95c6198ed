// SPDX-License-Identifier: Apache-2.0

/// Tells texts that shout: filters of spam look for them, and so do people.
package enum CapitalLetters {
    /// A text with fewer letters than these is too short to judge.
    private static let fewest = 20
    /// From this share of capitals on, in percent, a text shouts.
    private static let share = 70

    /// Whether nearly all letters of a text are capitals.
    package static func prevail(in text: String) -> Bool {
        var capitals = 0
        var letters = 0
        for scalar in text.unicodeScalars {
            guard let isCapital = isCapital(scalar) else { continue }
            letters += 1
            if isCapital { capitals += 1 }
        }
        return letters >= fewest && capitals * 100 >= letters * share
    }

    /// Nil for what has no case.
    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool? {
        switch scalar {
        case "a"..."z": false
        case "A"..."Z": true
        default:
            if scalar.isASCII {
                nil
            } else if scalar.properties.isUppercase {
                true
            } else {
                scalar.properties.isLowercase ? false : nil
            }
        }
    }
}
