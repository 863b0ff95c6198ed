// SPDX-License-Identifier: Apache-2.0

extension CommandName {
    /// The command as completions and manual show it.
    var outline: CommandOutline {
        switch self {
        case .send: SendOptions.syntax.outline(brief: summary)
        case .report: ReportOptions.syntax.outline(brief: summary)
        case .status: CampaignOptions.status.outline(brief: summary)
        case .reconcile: CampaignOptions.reconcile.outline(brief: summary)
        case .campaigns: CampaignsOptions.syntax.outline(brief: summary)
        case .lookup: LookupOptions.syntax.outline(brief: summary)
        case .sandbox: SandboxOptions.syntax.outline(brief: summary)
        case .optOuts: OptOutsOptions.syntax.outline(brief: summary)
        }
    }
}
