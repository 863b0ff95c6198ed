// SPDX-License-Identifier: Apache-2.0

internal import CNumberingPlan

/// The numbering plans of the world: reads phone numbers and says what they are, without any request.
///
/// The data is libphonenumber's, compiled into the program. There is nothing to load, and no call but those that return text or lists allocates.
public struct NumberingPlan: Sendable {
    /// The plan that is compiled into the program.
    public static let bundled = NumberingPlan()

    /// The version of libphonenumber's metadata that the plan is made from.
    public static var version: String { String(cString: np_version_text()) }

    /// Whether the region has a country code.
    public func knows(_ region: Region) -> Bool {
        RegionPlan(region) != nil
    }

    /// Reads a number as people write it.
    ///
    /// National numbers are those of the default region; international ones begin with `+` or with the prefix that the default region
    /// dials. The result need not be valid: see `facts(about:)`.
    ///
    /// - Throws: why the text is no phone number.
    public func parse(_ text: String, defaultRegion: Region?) throws(ParseFailure) -> ParsedNumber {
        try NumberReader(home: RegionPlan(defaultRegion)).read(text)
    }
}
