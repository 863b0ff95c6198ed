// SPDX-License-Identifier: Apache-2.0

import Campaign
import Foundation
import Ledger
import PhoneNumbers

/// The few things that the steps of a walk are about: so few that they meet.
enum Sample {
    /// The last two are one handset in two spellings.
    static let numbers = ["+5491155551234", "+541155551234"].reduce(
        into: (1...5).compactMap { PhoneNumber(e164: "+44740012300\($0)") }
    ) { numbers, text in numbers += [PhoneNumber(e164: text)].compactMap(\.self) }
    /// The third one is the user's own number: a test.
    static let names = ["spring", "autumn", "test"]
    static let providers = ["plivo", "twilio"]
    /// Some of them are never given.
    static let campaigns = (1...4 as ClosedRange<Int64>).map { CampaignID(rawValue: $0) }

    static func details(_ name: String, variant: Int = 0) -> CampaignDetails {
        CampaignDetails(
            name: name,
            provider: providers[variant % 2],
            sender: "+12025550100",
            templateHash: "t\(variant % 2)",
            listHash: name == "test" ? CampaignDetails.noList : "l\(variant / 2 % 2)",
            reportPath: variant % 3 == 0 ? nil : "/report-\(variant).csv"
        )
    }

    static func intent(
        _ place: Int,
        in campaign: CampaignID,
        replacing: Intent.Replacement = .nothing
    ) -> Intent {
        Intent(
            campaign: campaign,
            number: numbers[place],
            row: 10 + place,
            provider: providers[0],
            segments: 1,
            encoding: "GSM-7",
            textHash: "hash",
            replacing: replacing
        )
    }

    static func outcome(
        _ place: Int,
        in campaign: CampaignID,
        _ ending: Outcome.Ending
    ) -> Outcome {
        Outcome(campaign: campaign, number: numbers[place], ending: ending)
    }
}

/// All that can be seen of a ledger.
struct Snapshot {
    let ledger: any CampaignLedger
    /// Moments at which what counts by time begins.
    let moments: [Date]

    /// What there is, a line for each question.
    func lines() async throws -> [String] {
        var lines = try await campaignLines()
        for campaign in Sample.campaigns {
            lines += try await messageLines(campaign)
            lines += try await accountLines(campaign)
        }
        for number in Sample.numbers {
            let messages = try await ledger.messages(to: number)
            lines.append("to \(number.e164): \(Words.of(messages))")
        }
        for (moment, campaign) in zip(moments, [Sample.campaigns[0], nil]) {
            lines += try await timeLines(moment, campaign)
        }
        return lines
    }

    private func campaignLines() async throws -> [String] {
        var lines = ["campaigns: \(Words.of(try await ledger.campaigns()))"]
        for name in Sample.names {
            let named = try await ledger.campaign(named: name)
            lines.append("named \(name): \(Words.of([named].compactMap(\.self)))")
            let lost = try await ledger.lostRows(of: name)
            lines.append("lost \(name): \(lost.map { "\($0)" } ?? "-")")
        }
        for provider in Sample.providers {
            let pace = try await ledger.pace(of: provider)
            let words = pace.map { record in
                "\(record.isOpen) \(Words.of(record.date)) \(record.uptime) \(record.busy) "
                    + "\(record.paused)"
            }
            lines.append("pace of \(provider): \(words ?? "-")")
            let isKnown = try await ledger.hasAcceptance(by: provider)
            lines.append("\(provider) has accepted: \(isKnown)")
        }
        for hash in ["l0", "l1", CampaignDetails.noList] {
            let twins = try await ledger.campaigns(withListHash: hash, templateHash: "t0")
            lines.append("twins \(hash): \(Words.of(twins))")
        }
        return lines
    }

    private func messageLines(_ campaign: CampaignID) async throws -> [String] {
        let id = campaign.rawValue
        var lines = ["\(id): \(Words.of(try await ledger.messages(in: campaign, state: nil)))"]
        let settled = try await ledger.settledNumbers(in: campaign)
        lines.append("\(id) settled: \(settled.map(\.e164).sorted())")
        let state = MessageState.allCases[Int(id)]
        let messages = try await ledger.messages(in: campaign, state: state)
        lines.append("\(id) \(state): \(messages.map(\.number.e164))")
        let told = try await ledger.deliveries(in: campaign, of: Sample.numbers)
        lines.append("\(id) deliveries: \(Words.of(told))")
        lines.append("\(id) has deliveries: \(try await ledger.hasDeliveries(in: campaign))")
        for moment in [nil] + moments.map(Optional.some) {
            let groups = try await ledger.deliveryGroups(in: campaign, since: moment)
            lines.append("\(id) groups since \(Words.of(moment)): \(Words.sorted(groups))")
        }
        for last in [nil, Sample.numbers[2]] {
            let open = try await ledger.openMessages(in: campaign, after: last, limit: 3)
            lines.append("\(id) open after \(last?.e164 ?? "-"): \(Words.of(open))")
        }
        return lines
    }

    private func accountLines(_ campaign: CampaignID) async throws -> [String] {
        let id = campaign.rawValue
        var lines = ["\(id) spent: \(Words.sorted(try await ledger.spending(in: campaign)))"]
        for provider in Sample.providers {
            let latest = try await ledger.latestAccount(in: campaign, at: provider)
            let doubtful = try await ledger.accountsInDoubt(in: campaign, at: provider)
            let open = try await ledger.openAccounts(in: campaign, at: provider)
            lines.append(
                "\(id) accounts at \(provider): \(latest ?? "-"), in doubt "
                    + "\(Words.sorted(doubtful)), open \(Words.sorted(open))"
            )
        }
        return lines
    }

    private func timeLines(_ moment: Date, _ campaign: CampaignID?) async throws -> [String] {
        let spacing = try await ledger.spacing(since: moment, except: campaign)
        let found = try await ledger.recall(
            Sample.numbers,
            campaign: campaign,
            provider: Sample.providers[campaign == nil ? 1 : 0],
            notBefore: moment,
            spacing: spacing
        )
        var lines = ["spacing: \(Words.of(spacing))", "recalled: \(Words.of(found))"]
        for provider in Sample.providers {
            let spent = try await ledger.spending(at: provider, since: moment)
            lines.append("spent at \(provider) since \(Words.of(moment)): \(Words.sorted(spent))")
        }
        return lines
    }
}
