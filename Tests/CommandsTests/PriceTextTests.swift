// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Basics
@testable import Campaign
@testable import Commands
@testable import Configuration
@testable import Lists
@testable import ReportPage
@testable import TerminalKit

@Suite struct PriceTextTests {
    private func prices(
        segment: String? = "0.01",
        lookup: String? = "0.005",
        regions: [String: Decimal] = [:]
    ) -> PriceSettings {
        var prices = PriceSettings()
        prices.perSegment = segment.flatMap { Decimal(string: $0) }
        prices.perLookup = lookup.flatMap { Decimal(string: $0) }
        prices.regions = regions
        return prices
    }

    private func plan(lookups: Int, cost: String, unpriced: [String: Int] = [:]) throws -> Plan {
        var plan = Plan()
        plan.lookups = LookupCounts(requested: lookups, cached: 0, plan: 0)
        plan.lookedUpCost = try #require(Decimal(string: cost))
        plan.unpriced = unpriced
        return plan
    }

    @Test(arguments: [
        (100, "1", "0.005", "at least 50 % of these"), (100, "3", "0.01", "at least 34 % of these"),
        (1000, "1000", "0.000001", "at least 1 % of these"),
        (100, "0.5", "0.005", "at least 100 % of these"),
        (100, "0.4", "0.005", "would be cheaper"),
    ])
    func `lookups are weighed against the messages they save`(
        lookups: Int,
        cost: String,
        perLookup: String,
        words: String
    ) throws {
        let text = PriceText(
            plan: try plan(lookups: lookups, cost: cost),
            prices: prices(lookup: perLookup)
        )
        #expect(
            text.sentences.count == 1 && text.sentences.first?.contains(words) == true,
            "\(text.sentences)"
        )
    }

    @Test func `where a price is missing, nothing is said of lookups`() throws {
        let plan = try plan(lookups: 5, cost: "1")
        #expect(PriceText(plan: plan, prices: prices(lookup: nil)).sentences.isEmpty)
        #expect(
            PriceText(plan: try self.plan(lookups: 0, cost: "0"), prices: prices()).sentences
                .isEmpty
        )
    }

    @Test func `regions without a price are named, the commonest first`() throws {
        let plan = try plan(lookups: 0, cost: "0", unpriced: ["FR": 3, "GB": 120, "": 1, "ES": 2])
        let text = PriceText(plan: plan, prices: prices(segment: nil, regions: ["DE": 1])).sentences
            .first
        #expect(
            text?.hasPrefix(
                "none for GB (120 messages), FR (3 messages), ES (2 messages) and 1 more region,"
            ) == true
        )
        #expect(PriceText(plan: plan, prices: prices(segment: nil)).sentences.isEmpty)
    }
}
