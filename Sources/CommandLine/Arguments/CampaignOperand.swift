// SPDX-License-Identifier: Apache-2.0

/// The operand of a command that is about one campaign.
enum CampaignOperand {
    /// The campaign's name, the only operand.
    static func name(in operands: [String]) throws(UsageError) -> String {
        guard let campaign = operands.first, !campaign.isEmpty else {
            throw UsageError("which campaign? name one; without --campaign its name is that of the list, without .csv")
        }
        guard operands.count == 1 else {
            throw UsageError("one campaign at a time: \"\(operands[1])\" is one too many")
        }
        return campaign
    }
}
