// SPDX-License-Identifier: Apache-2.0

import Ledger
import SMSText

extension Judge {
    /// Puts together what is known of a message that an earlier run settled.
    func settled(_ message: MessageRecord, _ reading: NumberReading, _ lookup: CachedLookup?) -> SettledMessage {
        var row = self.row(for: reading, message.verdict, line: lookup?.knowledge)
        row.delivery = message.handover(currency: currency)
        row.updatedAt = message.updatedAt
        row.size = message.size
        let rendering = rules.message(to: reading.recipient)
        guard let textHash, case .text(let text) = rendering else {
            return SettledMessage(message: message, row: row, hasSameText: nil)
        }
        // The ledger keeps no texts: only one that is the same as then can be shown as the one that was handed over.
        let isSame = textHash(text) == message.textHash
        if isSame { row.text = text }
        return SettledMessage(message: message, row: row, hasSameText: isSame)
    }

    /// Whether the user's word gives the message a second chance.
    ///
    /// One that may have arrived is sent again only with the very same text: another one would be a second message.
    func isOpen(_ settled: SettledMessage) -> Bool {
        if let moment = allowances.settledBefore, settled.message.updatedAt >= moment { return false }
        return switch settled.row.verdict.status {
        case .failed: allowances.rejectedAgain
        case .unconfirmed:
            allowances.unconfirmedAgain && settled.hasSameText == true && settled.message.state != .intent
        default: false
        }
    }
}
