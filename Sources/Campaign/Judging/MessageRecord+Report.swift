// SPDX-License-Identifier: Apache-2.0

import Ledger
import PhoneNumbers
import SMSText

import struct Foundation.Decimal

extension MessageState {
    /// Whether a run leaves a message in this state alone.
    var isSettled: Bool { self != .notAccepted }
}

extension MessageRecord {
    /// The report's verdict on a message of an earlier run.
    var verdict: Verdict {
        let reason = reason.flatMap(Reason.init(word:))
        let detail = detail ?? ""
        return switch state {
        case .sent: Verdict(.sent, nil, detail)
        case .failed where reason == .optedOut: Verdict(.skipped, .optedOut, detail)
        case .failed: Verdict(.failed, reason ?? .rejected, detail)
        case .unconfirmed: Verdict(.unconfirmed, reason ?? .crashed, detail)
        case .intent:
            Verdict(.unconfirmed, .crashed, "an earlier run ended before it knew whether the message was accepted")
        case .notAccepted: Verdict(.pending, reason ?? .interrupted, detail)
        }
    }

    /// The encoding and segments of the text that was handed over; `nil` where the ledger's word for the encoding is not known.
    var size: TextSize? {
        TextEncoding(rawValue: encoding).map { TextSize(encoding: $0, segments: segments) }
    }

    /// What the report says of handing the message over.
    func handover(currency fallback: String) -> Handover {
        Handover(
            provider: provider,
            messageID: messageID,
            errorCode: errorCode,
            attempts: attempts,
            cost: cost.flatMap { Decimal(string: $0) },
            currency: currency ?? fallback,
            sentAt: sentAt
        )
    }
}

extension CachedLookup {
    /// What the cache knows of the line.
    var knowledge: LineKnowledge {
        LineKnowledge(type: lineType, source: .cache, carrier: carrier)
    }
}
