// SPDX-License-Identifier: Apache-2.0

import Campaign
package import PhoneNumbers

/// What `lookup` was asked to find out.
package struct LookupArguments: Sendable, Hashable {
    /// Where the numbers come from.
    package enum Numbers: Sendable, Hashable {
        case given([String])
        /// One a line.
        case standardInput
    }

    /// Where the numbers come from.
    package var numbers: Numbers
    /// Whether no request is made.
    package var offline: Bool
    /// The region of numbers without `+`; nil: the configuration's.
    package var region: Region?
    /// The configuration file.
    package var config: String
    /// Whether answers are JSON, one object a line.
    package var json: Bool
    /// Whether nothing is asked.
    package var assumesYes: Bool
    /// Whether numbers that a spreadsheet broke are repaired.
    package var repairs: Bool

    /// Checks the options against each other.
    init(_ options: LookupOptions) throws(UsageError) {
        guard !options.operands.isEmpty else {
            throw UsageError("which number? give one or more, or - for standard input")
        }
        let readsInput = options.operands.contains("-")
        guard !readsInput || options.operands.count == 1 else { throw UsageError("- and numbers exclude each other") }
        numbers = readsInput ? .standardInput : .given(options.operands)
        offline = options.offline
        region = try options.region.map(Self.region)
        config = options.config ?? Settings.defaultFile
        json = options.json
        assumesYes = options.yes
        repairs = options.repair
    }

    private static func region(_ word: String) throws(UsageError) -> Region {
        do {
            return try RegionWord.read(word)
        } catch {
            throw UsageError("--region: \(error)")
        }
    }
}
