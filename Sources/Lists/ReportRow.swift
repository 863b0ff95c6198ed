// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers
package import SMSText

package import struct Foundation.Date
package import struct Foundation.Decimal

/// One line of the report: one recipient, and all that is known of them.
package struct ReportRow: Sendable, Hashable {
    /// The recipient: their row, their phone as written, their cells.
    package let recipient: Recipient
    /// The number in E.164 form, where there is one.
    package var number: PhoneNumber?
    /// What was repaired about the number as it is written.
    package var repair: Repair?
    /// The number's region.
    package var region: Region?
    /// What is known of the line.
    package var line: LineKnowledge?
    /// From where the line type came on which a message was decided, for the counts; `nil` where it
    /// did not come to that.
    package var lineDecision: LineKnowledge.Source?
    /// What became of the recipient.
    package var verdict: Verdict
    /// Encoding and segments, where the text was rendered.
    package var size: TextSize?
    /// The rendered text; shown only in a report with a `message` column.
    package var text: String?
    /// What the provider did with the message; `nil` where it was never handed over.
    package var delivery: ProviderReceipt?
    /// When the row came to its status.
    package var updatedAt: Date?

    /// Makes the line of a recipient of whom nothing but the verdict is known.
    package init(_ recipient: Recipient, _ verdict: Verdict) {
        self.recipient = recipient
        self.verdict = verdict
    }
}

extension ReportRow {
    /// What a summary counts of this line; the same as if the report were read again, but for
    /// repairs, which have no column.
    package var facts: ReportFacts {
        var facts = ReportFacts(status: verdict.status, reason: verdict.reason?.word ?? "")
        facts.lineType = line?.type.rawValue ?? ""
        facts.encoding = size?.encoding.rawValue ?? ""
        facts.segments = size?.segments ?? 0
        facts.repairs = repair?.kinds ?? []
        facts.provider = delivery?.provider ?? ""
        facts.cost = delivery?.cost
        facts.currency = delivery?.cost == nil ? "" : delivery?.currency ?? ""
        return facts
    }
}

/// A recipient's status with its reason and a sentence for a person.
package struct Verdict: Sendable, Hashable {
    /// The status.
    package var status: Status
    /// The reason; `nil` for `sent` and for a `would_send` that needs no lookup.
    package var reason: Reason?
    /// A sentence for a person.
    package var detail: String
    /// The moment before which another try makes no sense; `nil` where nothing speaks against one.
    ///
    /// The report does not show it.
    package var notBefore: Date?

    /// Makes a verdict.
    package init(_ status: Status, _ reason: Reason? = nil, _ detail: String = "") {
        self.status = status
        self.reason = reason
        self.detail = detail
    }

    /// The verdict with one more remark in its detail.
    package func adding(_ remark: String?) -> Verdict {
        guard let remark else { return self }
        var verdict = self
        verdict.detail = detail.isEmpty ? remark : "\(detail); \(remark)"
        return verdict
    }

    /// A recipient left out on purpose.
    package static func skipped(_ reason: Reason, _ detail: String) -> Verdict {
        Verdict(.skipped, reason, detail)
    }

    /// A recipient whose opt-out the ledger remembers.
    package static let optedOut = skipped(.optedOut, "this person has opted out of messages")

    /// A recipient that a further run tries.
    package static func pending(_ reason: Reason, _ detail: String) -> Verdict {
        Verdict(.pending, reason, detail)
    }
}

/// What became of a recipient, as the report's `status` column says it.
package enum Status: String, Sendable, Hashable, CaseIterable, Codable {
    /// The provider accepted the message.
    case sent
    /// A dry run would hand the message over.
    case wouldSend = "would_send"
    /// Left out on purpose.
    case skipped
    /// The provider refused the message for this recipient.
    case failed
    /// The message may or may not have been accepted; it is never handed over again by itself.
    case unconfirmed
    /// Not accepted so far; a further run tries it.
    case pending
}

/// What is known of handing one message to a provider.
package struct ProviderReceipt: Sendable, Hashable {
    /// The provider entry's name.
    package var provider: String
    /// The provider's id of the message, or `nil`.
    package var messageID: String?
    /// The provider's error code, or `nil`.
    package var errorCode: String?
    /// How many requests were made for the message.
    package var attempts: Int
    /// The cost as far as it is known: an estimate until the provider names its price.
    package var cost: Decimal?
    /// The currency of the cost (ISO 4217).
    package var currency: String?
    /// When the provider accepted the message.
    package var sentAt: Date?

    /// Makes the record of a handover.
    package init(
        provider: String,
        messageID: String? = nil,
        errorCode: String? = nil,
        attempts: Int = 0,
        cost: Decimal? = nil,
        currency: String? = nil,
        sentAt: Date? = nil
    ) {
        self.provider = provider
        self.messageID = messageID
        self.errorCode = errorCode
        self.attempts = attempts
        self.cost = cost
        self.currency = currency
        self.sentAt = sentAt
    }
}

/// How a text travels, and how many segments a provider bills for it.
package struct TextSize: Sendable, Hashable {
    /// The encoding.
    package let encoding: TextEncoding
    /// The segments.
    package let segments: Int

    /// Makes the size of a text that is only remembered.
    package init(encoding: TextEncoding, segments: Int) {
        self.encoding = encoding
        self.segments = segments
    }

    /// Takes over what was counted.
    package init(_ count: SegmentCount) {
        self.init(encoding: count.encoding, segments: count.segments)
    }
}

/// What is known of a number's line, and from where.
package struct LineKnowledge: Sendable, Hashable {
    /// Where the knowledge comes from, as the report's `line_type_source` column says it.
    ///
    /// A lookup is trusted more than the cache, the cache more than the numbering plan.
    package enum Source: String, Sendable, Hashable, CaseIterable {
        /// The numbering plan, offline.
        case plan
        /// An earlier lookup, remembered in the ledger.
        case cache
        /// A lookup of this run.
        case lookup
    }

    /// The line type.
    package let type: LineType
    /// Where it comes from.
    package let source: Source
    /// The carrier, where a lookup named one.
    package let carrier: String?

    /// Makes a piece of knowledge.
    package init(type: LineType, source: Source, carrier: String? = nil) {
        self.type = type
        self.source = source
        self.carrier = carrier
    }

    /// Whether only a lookup can tell if the number is a fixed line.
    package var isAmbiguous: Bool {
        source == .plan && (type == .fixedLineOrMobile || type == .unknown)
    }
}
