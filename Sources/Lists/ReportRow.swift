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
    /// What it has to do with a message of several rows; `nil` nearly always.
    package var joined: JoinedMessage?
    /// Whether it is a duplicate with another text than the row that is kept.
    package var losesText = false

    /// Makes the line of a recipient of whom nothing but the verdict is known.
    package init(_ recipient: Recipient, _ verdict: Verdict) {
        self.recipient = recipient
        self.verdict = verdict
    }
}

extension ReportRow {
    /// What a summary counts of this line; the same as if the report were read again, but for
    /// repairs and lost texts, which have no column.
    package var facts: ReportFacts {
        var facts = ReportFacts(status: verdict.status, reason: verdict.reason?.word ?? "")
        facts.lineType = line?.type.rawValue ?? ""
        facts.encoding = size?.encoding.rawValue ?? ""
        facts.segments = size?.segments ?? 0
        facts.repairs = repair?.kinds ?? []
        facts.losesText = losesText
        facts.provider = delivery?.provider ?? ""
        facts.cost = delivery?.cost
        facts.currency = delivery?.cost == nil ? "" : delivery?.currency ?? ""
        return facts
    }
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

    package init(
        provider: String, messageID: String? = nil, errorCode: String? = nil, attempts: Int = 0,
        cost: Decimal? = nil, currency: String? = nil, sentAt: Date? = nil
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
    package let encoding: TextEncoding
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

    package let type: LineType
    package let source: Source
    /// The carrier, where a lookup named one.
    package let carrier: String?

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
