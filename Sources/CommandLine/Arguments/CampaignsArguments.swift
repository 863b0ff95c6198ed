// SPDX-License-Identifier: Apache-2.0

import Campaign

/// What `campaigns` was asked to do.
package struct CampaignsArguments: Sendable, Hashable {
    /// The configuration file.
    package var config: String
    /// The campaign or the number to be forgotten; nil: nothing.
    package var forget: String?
    /// Whether nothing is asked.
    package var assumesYes: Bool
    /// Whether the answer is JSON.
    package var json: Bool

    /// Checks the options against each other.
    init(_ options: CampaignsOptions) throws(UsageError) {
        if let extra = options.operands.first {
            throw UsageError("\"\(extra)\" means nothing here; --forget names what is to be forgotten")
        }
        guard !options.yes || options.forget != nil else { throw UsageError("--yes belongs to --forget") }
        config = options.config ?? Settings.defaultFile
        forget = options.forget
        assumesYes = options.yes
        json = options.json
    }
}
