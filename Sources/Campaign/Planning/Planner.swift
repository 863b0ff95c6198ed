// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
import Ledger
package import Lists
import PhoneNumbers

package import struct Foundation.Date

/// Goes through a list and works out what a run would do, without any request.
package struct Planner: Sendable {
    private let list: RecipientList
    private let rules: Rules
    private let prices: PriceSettings
    private let limit: Int?
    private let budget: BudgetState?
    private let now: Date?

    /// Makes a planner.
    ///
    /// - Parameters:
    ///   - list: the list.
    ///   - rules: who gets a message.
    ///   - prices: what messages cost.
    ///   - limit: how many candidates to let through; `nil` for all.
    ///   - budget: what is left under the caps; `nil` where there are none.
    ///   - now: the time of the plan; `nil` where no rule asks.
    package init(
        list: RecipientList, rules: Rules, prices: PriceSettings, limit: Int?,
        budget: BudgetState? = nil, at now: Date? = nil
    ) {
        self.budget = budget
        self.list = list
        self.rules = rules
        self.prices = prices
        self.limit = limit
        self.now = now
    }

    /// Plans the run.
    ///
    /// - Parameters:
    ///   - judge: a judge that has seen nothing.
    ///   - memory: what is remembered of numbers.
    ///   - show: called with each row as a dry run reports it, in the order of the list.
    /// - Returns: the plan.
    /// - Throws: what reading the list or the ledger, or `show`, throws;
    ///   ``ListError/noRecipients(file:)`` for an empty list.
    package func plan(
        judge: Judge, memory: any CampaignMemory, show: (ReportRow) throws -> Void = { _ in }
    ) async throws -> Plan {
        let collector = HashedSource.Collector()
        let reader = try list.rows(collectingInto: collector)
        var rows = JudgedRows(
            reader, rules: rules, judge: judge, memory: memory, limit: limit, at: now)
        var (plan, budget) = (Plan(), budget)
        var wording = WordingCheck(senderName: rules.senderName)
        while let judgement = try await rows.next() {
            if case .candidate(let candidate) = judgement {
                plan.forecast(candidate, &budget, prices)
            }
            let row = plan.add(judgement, prices, &wording, quiet: quiet(judgement))
            plan.tally.add(row.facts)
            try show(row)
        }
        guard plan.tally.rows > 0 else { throw ListError.noRecipients(file: list.name) }
        plan.digest = collector.digest
        return plan
    }

    /// The quiet hours that a candidate has at the time of the plan.
    private func quiet(_ judgement: Judgement) -> Verdict? {
        guard case .candidate(let candidate) = judgement, let now,
            let place = candidate.location?.place
        else { return nil }
        return rules.sendWindow?.objection(to: place, at: now)
    }
}

extension Plan {
    /// Counts whether there is room for a candidate, as if everybody were sent their message at
    /// this moment.
    fileprivate mutating func forecast(
        _ candidate: Candidate, _ budget: inout BudgetState?, _ prices: PriceSettings
    ) {
        guard let decision = budget?.plan(candidate.spending(prices)) else { return }
        var forecast = capForecast ?? CapForecast()
        forecast.count(decision)
        capForecast = forecast
    }
}

extension LookupCounts {
    /// Counts where the line type came from on which a message was decided; `nil` counts nothing.
    package mutating func count(_ decision: LineKnowledge.Source?) {
        switch decision {
        case .plan: plan += 1
        case .cache: cached += 1
        case .lookup: requested += 1
        case nil: break
        }
    }
}
