// SPDX-License-Identifier: Apache-2.0

extension CommandName {
    /// The command as completions and manual show it; nil for a command of a later version.
    var outline: CommandOutline? { summary.flatMap(outline(brief:)) }

    private func outline(brief: String) -> CommandOutline? {
        switch self {
        case .send: SendOptions.syntax.outline(brief: brief)
        case .report: ReportOptions.syntax.outline(brief: brief)
        case .reconcile: ReconcileOptions.syntax.outline(brief: brief)
        case .campaigns: CampaignsOptions.syntax.outline(brief: brief)
        case .lookup: LookupOptions.syntax.outline(brief: brief)
        case .sandbox: SandboxOptions.syntax.outline(brief: brief)
        case .optOuts: OptOutsOptions.syntax.outline(brief: brief)
        case .status: nil
        }
    }
}
