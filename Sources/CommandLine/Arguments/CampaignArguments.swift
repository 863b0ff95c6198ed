// SPDX-License-Identifier: Apache-2.0

import Campaign

/// What a command about one campaign was asked: `reconcile` and `status`.
package struct CampaignArguments: Sendable, Hashable {
    /// The campaign's name.
    package var campaign: String
    /// The configuration file.
    package var config: String
    /// The report to update; nil: where the ledger says it was written.
    package var report: String?
    /// Whether the result is JSON.
    package var json: Bool

    /// Checks the options.
    init(_ options: CampaignOptions) throws(UsageError) {
        campaign = try Self.name(in: options.operands)
        guard options.report != "-" else { throw UsageError("--report needs a file") }
        config = options.config ?? Settings.defaultFile
        report = options.report
        json = options.json
    }

    /// The campaign's name, the only operand.
    private static func name(in operands: [String]) throws(UsageError) -> String {
        guard let campaign = operands.first, !campaign.isEmpty else {
            throw UsageError("which campaign? name one; without --campaign its name is that of the list, without .csv")
        }
        guard operands.count == 1 else {
            throw UsageError("one campaign at a time: \"\(operands[1])\" is one too many")
        }
        return campaign
    }
}
