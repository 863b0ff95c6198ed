// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import Providers
import Foundation
import PhoneNumbers

/// An unconfirmed message, and messages of a log to compare it with.
///
/// Times are seconds after ``Sample/date``.
enum LogSample {
    static let number = Sample.mobile
    static let timeout = Duration.seconds(30)
    /// The record's own text has this hash.
    static let text = "Hi Ann"

    /// A message of two segments whose request timed out after half a minute, while the provider's
    /// clock showed the same as ours.
    static func record(
        campaign: Int64 = 1,
        state: MessageState = .unconfirmed,
        reason: String = "timed_out",
        text: String = text,
        messageID: String? = nil,
        intended: Double = 0,
        changed: Double = 30,
        skew: Double? = 0
    ) throws -> MessageRecord {
        let campaign = CampaignID(rawValue: campaign)
        let number = try Sample.number(number)
        var intent = Intent(
            campaign: campaign,
            number: number,
            row: 1,
            provider: Sample.provider,
            segments: 2,
            encoding: "GSM-7",
            textHash: "hash of \(text)"
        )
        intent.clockOffset = skew.map { Int($0 * 1000) }
        let outcome = Outcome(
            campaign: campaign,
            number: number,
            ending: .unconfirmed,
            reason: reason,
            messageID: messageID
        )
        return MessageRecord(
            intent,
            state: state,
            attempts: 1,
            outcome: outcome,
            intendedAt: Sample.date + intended,
            at: Sample.date + changed
        )
    }

    /// A message of the log that is the record's, unless something else is said.
    static func logged(
        _ id: String = "a",
        to recipient: String? = number,
        from sender: String = "12025550100",
        at seconds: Double = 5,
        segments: Int? = 2,
        text: String? = nil
    ) -> LoggedMessage {
        var message = LoggedMessage(
            id: id,
            to: recipient.flatMap { PhoneNumber(e164: $0) },
            from: sender,
            acceptedAt: Sample.date + seconds,
            delivery: DeliveryReport(.delivered, isFinal: true)
        )
        (message.segments, message.text) = (segments, text)
        return message
    }

    /// What was read of the log an hour later, ninety days of it.
    static func excerpt(
        _ messages: [LoggedMessage],
        readAt seconds: Double = 3600,
        skew: Double? = 0
    ) -> LogExcerpt {
        let readAt = Sample.date + seconds
        var excerpt = LogExcerpt(
            readAt: readAt,
            searched: readAt - 90 * 86_400...readAt + 2 * 86_400
        )
        (excerpt.messages, excerpt.skew) = (messages, skew)
        return excerpt
    }

    static func reconciler(
        sender: String = "+12025550100",
        retention: Duration = .seconds(604_800)
    ) -> Reconciler {
        Reconciler(
            sender: sender,
            timeout: timeout,
            retention: retention,
            textHash: { "hash of \($0)" }
        )
    }
}
