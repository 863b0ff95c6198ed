// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Ledger
import Testing

@Suite struct CampaignRecordTests {
    let bench: LedgerBench
    let ledger: Ledger

    init() throws {
        bench = try LedgerBench()
        ledger = try bench.open()
    }

    @Test func `a campaign is remembered with all that was said`() async throws {
        var details = LedgerBench.campaign()
        details.reportPath = "/tmp/spring-report.csv"
        let id = try await ledger.begin(details)
        let found = try #require(try await ledger.campaign(named: "spring"))
        #expect(found.id == id && found.details == details)
        #expect(found.createdAt == bench.date && found.updatedAt == bench.date)
        #expect(try await ledger.campaign(named: "Spring") == nil)
    }

    @Test func `a campaign that is begun again is the same and stays as it was`() async throws {
        let id = try await ledger.begin(LedgerBench.campaign())
        bench.date += 10
        #expect(try await ledger.begin(LedgerBench.campaign(template: "other")) == id)
        let found = try await ledger.campaign(named: "spring")
        #expect(found?.details.templateHash == "t")
        #expect(found?.updatedAt == bench.date - 10)
    }

    @Test func `an update changes the details and the time, not the beginning`() async throws {
        let id = try await ledger.begin(LedgerBench.campaign())
        let other = try await ledger.begin(LedgerBench.campaign("autumn"))
        bench.date += 10
        var details = LedgerBench.campaign(template: "new")
        details.provider = "telnyx"
        try await ledger.update(id, to: details)
        let found = try #require(try await ledger.campaign(named: "spring"))
        #expect(found.details == details)
        #expect(found.updatedAt == bench.date && found.createdAt == bench.date - 10)
        #expect(try await ledger.campaign(named: "autumn")?.id == other)
    }

    @Test func `a name that another campaign has is refused`() async throws {
        let id = try await ledger.begin(LedgerBench.campaign())
        _ = try await ledger.begin(LedgerBench.campaign("autumn"))
        await #expect(throws: LedgerError.self) {
            try await ledger.update(id, to: LedgerBench.campaign("autumn"))
        }
        #expect(try await ledger.campaigns().map(\.details.name) == ["spring", "autumn"])
    }

    @Test func `campaigns are found by list and template together`() async throws {
        _ = try await ledger.begin(LedgerBench.campaign("a", list: "l1", template: "t1"))
        _ = try await ledger.begin(LedgerBench.campaign("b", list: "l1", template: "t2"))
        _ = try await ledger.begin(LedgerBench.campaign("c", list: "l1", template: "t1"))
        let found = try await ledger.campaigns(withListHash: "l1", templateHash: "t1")
        #expect(found.map(\.details.name) == ["a", "c"])
        #expect(try await ledger.campaigns(withListHash: "l2", templateHash: "t1").isEmpty)
    }
}
