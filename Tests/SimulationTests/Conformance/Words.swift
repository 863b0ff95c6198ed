// SPDX-License-Identifier: Apache-2.0

import Campaign
import Foundation
import Ledger
import PhoneNumbers

/// Answers in words, the same for all kinds of ledgers: times to the millisecond, and what has no
/// order in one order.
enum Words {
    static func of(_ error: any Error) -> String {
        guard let kind = (error as? LedgerError)?.kind else { return "error \(error)" }
        return switch kind {
        case .noIntent(let number): "no intent for \(number)"
        case .unexpected: "a broken rule"
        case .gone(let since): "gone since \(of(since))"
        default: "refused: \(kind)"
        }
    }

    static func of(_ date: Date?) -> String {
        guard let date else { return "-" }
        return "\(date.timeIntervalSince(TestClock.begin))"
    }

    static func of(_ records: [CampaignRecord]) -> String {
        records.map { record in
            let details = record.details
            return "\(record.id.rawValue) \(details.name) \(details.provider) \(details.sender) "
                + "\(details.templateHash) \(details.listHash) \(details.reportPath ?? "-") "
                + "\(of(record.createdAt)) \(of(record.updatedAt))"
        }
        .joined(separator: "; ")
    }

    static func of(_ records: [MessageRecord]) -> String {
        records.map { record in
            let texts = [
                record.reason, record.detail, record.messageID, record.errorCode, record.cost,
                record.currency, record.idempotencyKey, record.clockOffset.map { "\($0)" },
            ].map { $0 ?? "-" }
            return "\(record.campaign.rawValue) \(record.number.e164) row \(record.row) "
                + "\(record.state) \(record.provider) ×\(record.attempts) \(record.segments) "
                + "\(record.encoding) \(record.textHash) \(texts.joined(separator: " ")) "
                + "\(of(record.intendedAt)) \(of(record.sentAt)) \(of(record.updatedAt))"
        }
        .joined(separator: "; ")
    }

    static func of(_ found: [PhoneNumber: Ledger.Recollection]) -> String {
        sorted(
            found.map { number, memory in
                let lookup = memory.lookup.map { lookup in
                    "\(lookup.provider) \(lookup.lineType) \(lookup.carrier ?? "-") "
                        + "\(lookup.rawType ?? "-") \(of(lookup.lookedUpAt))"
                }
                let near = memory.near.map { "\($0.campaign) \(of($0.date))" }
                return "\(number.e164) [\(memory.message.map { of([$0]) } ?? "-")] "
                    + "[\(lookup ?? "-")] \(memory.isOptedOut) [\(near ?? "-")]"
            }
        )
    }

    static func of(_ records: [PhoneNumber: DeliveryRecord]) -> String {
        sorted(records.values.map(of))
    }

    private static func of(_ record: DeliveryRecord) -> String {
        "\(record.campaign.rawValue) \(record.number.e164) \(record.messageID) \(record.state) "
            + "\(record.isFinal) \(record.errorCode ?? "-") \(record.detail ?? "-") "
            + "\(record.cost ?? "-") \(record.currency ?? "-") \(of(record.checkedAt))"
    }

    static func of(_ messages: [AcceptedMessage]) -> String {
        messages.map { message in
            "\(message.campaign.rawValue) \(message.number.e164) \(message.messageID) "
                + "\(message.provider) \(of(message.acceptedAt)) [\(message.latest.map(of) ?? "-")]"
        }
        .joined(separator: "; ")
    }

    static func of(_ spacing: Spacing?) -> String {
        spacing.map { "\($0.campaigns.map(\.rawValue)) \(of($0.begin))" } ?? "-"
    }

    /// A set in one order.
    static func sorted<Element>(_ elements: some Collection<Element>) -> String {
        elements.map { "\($0)" }.sorted().joined(separator: "; ")
    }
}
