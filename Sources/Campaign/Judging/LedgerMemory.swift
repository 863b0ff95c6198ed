// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
package import Foundation
package import Ledger
package import Lists
package import PhoneNumbers
import SMSText

/// What is remembered of numbers, many at a time.
package protocol CampaignMemory: Sendable {
    /// Gives what is remembered; numbers of which nothing is known may be missing.
    func recall(
        _ numbers: [PhoneNumber]
    ) async throws(LedgerError) -> [PhoneNumber: Ledger.Recollection]
}

/// The memory of a program that has no ledger yet.
package struct NoMemory: CampaignMemory {
    /// Makes an empty memory.
    package init() {}

    package func recall(
        _ numbers: [PhoneNumber]
    ) async throws(LedgerError) -> [PhoneNumber: Ledger.Recollection] { [:] }
}

/// What the ledger remembers for one campaign and provider.
package struct LedgerMemory: CampaignMemory {
    private let ledger: any CampaignLedger
    private let campaign: CampaignID?
    private let provider: String
    private let earliestLookup: Date
    private let spacing: Spacing?

    /// Makes a memory.
    ///
    /// - Parameters:
    ///   - ledger: the ledger.
    ///   - campaign: the campaign whose messages count; `nil` where it has not begun.
    ///   - provider: the provider entry whose lookups count.
    ///   - earliestLookup: lookups older than this are forgotten.
    ///   - spacing: which messages of other campaigns are too near; `nil`: none.
    package init(
        ledger: any CampaignLedger, campaign: CampaignID?, provider: String, earliestLookup: Date,
        spacing: Spacing? = nil
    ) {
        self.spacing = spacing
        self.ledger = ledger
        self.campaign = campaign
        self.provider = provider
        self.earliestLookup = earliestLookup
    }

    /// Makes the memory that a configuration asks for: its provider entry's lookups, not older than
    /// its cache is believed.
    ///
    /// - Parameters:
    ///   - ledger: the ledger.
    ///   - campaign: the campaign whose messages count; `nil` where it has not begun.
    ///   - settings: the configuration.
    ///   - now: the time from which the cache's age is counted.
    ///   - spacing: which messages of other campaigns are too near; `nil`: none.
    package init(
        ledger: any CampaignLedger, campaign: CampaignID?, settings: Settings, at now: Date,
        spacing: Spacing? = nil
    ) {
        self.init(
            ledger: ledger, campaign: campaign, provider: settings.provider.name,
            earliestLookup: now.addingTimeInterval(-Double(settings.lookup.cacheDays) * 86_400),
            spacing: spacing)
    }

    package func recall(
        _ numbers: [PhoneNumber]
    ) async throws(LedgerError) -> [PhoneNumber: Ledger.Recollection] {
        try await ledger.recall(
            numbers, campaign: campaign, provider: provider, notBefore: earliestLookup,
            spacing: spacing)
    }
}

extension Ledger.Recollection {
    /// What an earlier lookup said of the line, or `nil`.
    package var line: LineKnowledge? { lookup?.knowledge }
}

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
            Verdict(
                .unconfirmed, .crashed,
                "an earlier run ended before it knew whether the message was accepted")
        case .notAccepted: Verdict(.pending, reason ?? .interrupted, detail)
        }
    }

    /// The encoding and segments of the text that was handed over; `nil` where the ledger's word
    /// for the encoding is not known.
    var size: TextSize? {
        TextEncoding(rawValue: encoding).map { TextSize(encoding: $0, segments: segments) }
    }

    /// What the report says of handing the message over.
    func handover(currency fallback: String) -> ProviderReceipt {
        ProviderReceipt(
            provider: provider, messageID: messageID, errorCode: errorCode, attempts: attempts,
            cost: cost.flatMap { DecimalText.decimal(in: $0) }, currency: currency ?? fallback,
            sentAt: sentAt)
    }
}

extension CachedLookup {
    /// What the cache knows of the line.
    var knowledge: LineKnowledge { LineKnowledge(type: lineType, source: .cache, carrier: carrier) }
}

extension Settings {
    /// Asks the ledger which messages of other campaigns are too near; `nil` where none is, or any
    /// may be.
    package func spacing(
        in ledger: any CampaignLedger, except campaign: CampaignID?, at now: Date
    ) async throws(LedgerError) -> Spacing? {
        guard let hours = minHoursBetweenCampaigns else { return nil }
        return try await ledger.spacing(
            since: now.addingTimeInterval(-Double(hours) * 3600), except: campaign)
    }
}

extension Verdict {
    /// Why a number gets no message so soon after another campaign's.
    static func tooSoon(after near: NearMessage) -> Verdict {
        .skipped(
            .tooSoon,
            "the campaign “\(near.campaign)” messaged this number at \(near.date.formatted(.iso8601)), which is less than "
                + "“minHoursBetweenCampaigns” ago")
    }
}

/// Messages of a campaign whose numbers its list does not give any more, although the list is the
/// same: another version of the program, or another configuration, reads it in another way.
///
/// Whoever got such a message has it, whatever their row is read as now: the row is settled.
package struct StrayMessages: Sendable, Hashable {
    /// By the row that each was sent for.
    private var messages: [Int: MessageRecord] = [:]
    /// Where the first of them stands, and which number it was.
    private var places: [String] = []
    /// So many are named.
    private static let limit = 3

    /// There are none.
    package init() {}

    /// Looks for them.
    ///
    /// - Parameters:
    ///   - campaign: the campaign's name.
    ///   - list: its list.
    ///   - rules: how the list is read.
    ///   - ledger: the ledger; `nil` where there is none yet.
    /// - Throws: what reading the list or the ledger throws.
    init(
        of campaign: String, _ list: RecipientList, rules: Rules,
        in ledger: (any CampaignLedger)?
    ) async throws {
        guard let ledger, let campaign = try await ledger.campaign(named: campaign),
            campaign.details.listHash == list.fingerprint
        else { return }
        let settled = try await ledger.settledNumbers(in: campaign.id)
        var missing = settled
        var rows = try list.rows()
        while !missing.isEmpty, let recipient = try rows.next() {
            for number in rules.numbers(of: recipient) {
                missing.remove(number)
                for spelling in number.otherSpellings { missing.remove(spelling) }
            }
        }
        guard !missing.isEmpty else { return }
        for number in missing.sorted(by: { $0.e164 < $1.e164 }) {
            guard let message = try await ledger.message(to: number, in: campaign.id) else {
                continue
            }
            messages[message.row] = messages[message.row] ?? message
        }
        try settle(list, rules: rules, settled)
    }

    /// Leaves rows out that have a message under the number that they are read as now, and names
    /// the first of the others.
    private mutating func settle(
        _ list: RecipientList, rules: Rules, _ settled: Set<PhoneNumber>
    ) throws {
        var found: [Int: MessageRecord] = [:]
        var rows = try list.rows()
        while found.count < messages.count, let recipient = try rows.next() {
            guard let message = messages[recipient.row] else { continue }
            let numbers = rules.numbers(of: recipient)
            guard !numbers.contains(where: settled.contains) else {
                messages[recipient.row] = nil
                continue
            }
            found[recipient.row] = message
            guard places.count < Self.limit else { continue }
            let now = numbers.first.map { "now \($0)" } ?? "now no number"
            places.append(
                "\(recipient.place), “\(recipient.phone)”, was \(message.number), \(now)")
        }
        messages = found
    }

    /// How many there are.
    package var count: Int { messages.count }

    /// The first ones in words; `nil` where there are none.
    package var first: String? {
        guard !messages.isEmpty else { return nil }
        let more = count - places.count
        return places.joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
    }

    /// The message of a row that is read otherwise now; `nil` nearly always.
    func message(ofRow row: Int) -> MessageRecord? { messages.isEmpty ? nil : messages[row] }
}
