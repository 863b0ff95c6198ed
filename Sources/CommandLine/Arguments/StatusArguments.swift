// SPDX-License-Identifier: Apache-2.0

import Campaign

/// What `status` was asked to find out.
package struct StatusArguments: Sendable, Hashable {
    /// The campaign's name.
    package var campaign: String
    /// The configuration file.
    package var config: String
    /// The report to update; nil: where the ledger says it was written.
    package var report: String?
    /// Whether the result is JSON.
    package var json: Bool

    /// Checks the options.
    init(_ options: StatusOptions) throws(UsageError) {
        campaign = try CampaignOperand.name(in: options.operands)
        guard options.report != "-" else { throw UsageError("--report needs a file") }
        config = options.config ?? Settings.defaultFile
        report = options.report
        json = options.json
    }
}
