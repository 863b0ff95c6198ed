// SPDX-License-Identifier: Apache-2.0

import Campaign

/// What `reconcile` was asked to settle.
package struct ReconcileArguments: Sendable, Hashable {
    /// The campaign's name.
    package var campaign: String
    /// The configuration file.
    package var config: String
    /// The report to update; nil: where the ledger says it was written.
    package var report: String?
    /// Whether the result is JSON.
    package var json: Bool

    /// Checks the options.
    init(_ options: ReconcileOptions) throws(UsageError) {
        guard let campaign = options.operands.first, !campaign.isEmpty else {
            throw UsageError("which campaign? name one; without --campaign its name is that of the list, without .csv")
        }
        guard options.operands.count == 1 else {
            throw UsageError("one campaign at a time: \"\(options.operands[1])\" is one too many")
        }
        guard options.report != "-" else { throw UsageError("--report needs a file") }
        self.campaign = campaign
        config = options.config ?? Settings.defaultFile
        report = options.report
        json = options.json
    }
}
