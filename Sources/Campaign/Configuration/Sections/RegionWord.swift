// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// Reads the words by which people name regions.
package enum RegionWord {
    /// A word that names no region, and why, in words for a person.
    package struct Mistake: Error, Equatable, Sendable, CustomStringConvertible {
        /// What is wrong with the word and what to write instead.
        package let description: String
    }

    /// What people write for a region whose ISO 3166 code is another.
    private static let mistaken = ["UK": "GB", "EN": "GB", "USA": "US"]

    /// Reads an ISO 3166 code of two letters in either case.
    ///
    /// - Parameter text: The word.
    /// - Returns: A region that the numbering plan knows.
    /// - Throws: What to write instead.
    package static func read(_ text: String) throws(Mistake) -> Region {
        if let right = mistaken[text.uppercased()] {
            throw Mistake(description: "\"\(text)\" is no ISO 3166 region; did you mean \"\(right)\"?")
        }
        guard let region = Region(rawValue: text), region != .nonGeographic else {
            throw Mistake(description: "\"\(text)\" is no ISO 3166 region; write two letters like \"US\"")
        }
        guard NumberingPlan.bundled.knows(region) else {
            throw Mistake(description: "\"\(text)\" is no region with phone numbers of its own")
        }
        return region
    }
}
