// SPDX-License-Identifier: Apache-2.0

/// Checks the words by which a configuration names regions.
enum RegionWord {
    /// What people write for a region whose ISO 3166 code is another.
    private static let mistaken = ["UK": "GB", "EN": "GB", "USA": "US"]

    /// Checks that a text has the form of a region's code.
    ///
    /// - Parameters:
    ///   - text: What the configuration says.
    ///   - makeError: Puts a problem into its place.
    /// - Returns: The code in capitals.
    /// - Throws: What `makeError` makes of the problem.
    static func check(
        _ text: String,
        error makeError: (ConfigurationError.Problem) -> ConfigurationError
    ) throws(ConfigurationError) -> String {
        let code = text.uppercased()
        if let right = mistaken[code] {
            throw makeError(.unusable("\"\(text)\" is no ISO 3166 region; did you mean \"\(right)\"?"))
        }
        guard code.utf8.count == 2, code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else {
            throw makeError(.unusable("\"\(text)\" is no ISO 3166 region; write two letters like \"US\""))
        }
        return code
    }
}
