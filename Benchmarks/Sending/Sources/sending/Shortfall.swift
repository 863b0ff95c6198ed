// SPDX-License-Identifier: Apache-2.0

import Campaign
import Lists

/// Fewer messages were sent than there are: there is nothing to compare.
struct Shortfall: Error, CustomStringConvertible {
    let sent: Int
    let cause: String?

    /// - Parameter ending: how the campaign ended.
    init(_ ending: CampaignEnding) {
        guard case .ran(let result) = ending else {
            (sent, cause) = (0, nil)
            return
        }
        (sent, cause) = (result.tally[.sent], result.stopCause?.sentence)
    }

    var description: String { "only \(sent) messages were sent: \(cause ?? "without a reason")" }
}
