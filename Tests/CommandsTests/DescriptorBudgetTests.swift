// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import Campaign
@testable import Commands
import Configuration
import Lists
@testable import ReportPage
@testable import TerminalKit
import Providers
import Testing

@Suite struct DescriptorBudgetTests {
    private static func settings(_ lookups: Int, _ messages: Int) -> Settings {
        let provider = ProviderEntry(name: "plivo", kind: .vendor(.plivo))
        var settings = Settings(
            file: "config.json",
            directory: "/",
            provider: provider,
            ledger: "/ledger.sqlite"
        )
        (settings.lookup.maxConcurrent, settings.send.maxConcurrent) = (lookups, messages)
        return settings
    }

    @Test(arguments: [
        (limit: 1024, perRequest: 1, wanted: [20, 20], given: [20, 20]),
        (limit: 16_384, perRequest: 2, wanted: [1000, 1000], given: [1000, 1000]),
        (limit: 1024, perRequest: 1, wanted: [1000, 1000], given: [480, 480]),
        (limit: 1024, perRequest: 2, wanted: [1000, 1000], given: [240, 240]),
        (limit: 164, perRequest: 1, wanted: [1, 1000], given: [1, 99]),
        (limit: 164, perRequest: 1, wanted: [1000, 1], given: [99, 1]),
        (limit: 66, perRequest: 1, wanted: [20, 20], given: [1, 1]),
        (limit: 68, perRequest: 2, wanted: [1, 1], given: [1, 1]),
    ])
    func `both lanes fit into the files that may be open`(
        limit: Int,
        perRequest: Int,
        wanted: [Int],
        given: [Int]
    ) throws {
        let budget = DescriptorBudget(limit: limit, perRequest: perRequest)
        let fitted = try budget.fit(Self.settings(wanted[0], wanted[1]))
        #expect([fitted.lookup.maxConcurrent, fitted.send.maxConcurrent] == given)
    }

    @Test(arguments: [(20, 1), (65, 1), (67, 2)])
    func `too few files are refused with a sentence`(limit: Int, perRequest: Int) {
        let budget = DescriptorBudget(limit: limit, perRequest: perRequest)
        let failure = #expect(throws: TooFewFiles.self) { try budget.fit(Self.settings(1, 1)) }
        #expect(failure?.description.contains("only \(limit) files") == true)
        #expect(failure?.description.contains("ulimit -n") == true)
    }
}
