// SPDX-License-Identifier: Apache-2.0

@testable import Basics
@testable import Campaign
@testable import Configuration
import Ledger
@testable import Lists
import Providers
import Testing

/// Another account's credentials under the same name.
@Suite struct AccountTests {
    private static let list = "name,phone\nAnn,+447400123456\nBen,+447400123457\n"

    @Test func `a campaign is not resumed with another account unless the user says so`()
        async throws
    {
        let campaign = try LedgerCampaign()
        campaign.identity = Secret("plivo\nMA1\n")
        campaign.limit = 1
        _ = try await campaign.send(Self.list)
        campaign.identity = Secret("plivo\nMA2\n")
        campaign.limit = nil
        try await campaign.time.sleep(until: campaign.time.now + .seconds(60))
        let refused = try await campaign.send(Self.list)
        #expect(refused.obstacles == [.accountChanged(campaign: "spring", provider: "plivo")])
        #expect(refused.obstacles.first?.description.hasSuffix("go on with the new one") == true)
        campaign.allowances.newProvider = true
        #expect(try await campaign.send(Self.list).column("status") == ["sent", "sent"])
        campaign.allowances.newProvider = false
        #expect(try await campaign.send(Self.list).obstacles.isEmpty)
    }

    @Test func `where the account is not known, nothing is in the way`() async throws {
        let campaign = try LedgerCampaign()
        _ = try await campaign.send(Self.list)
        campaign.identity = Secret("plivo\nMA2\n")
        #expect(try await campaign.send(Self.list).obstacles.isEmpty)
    }

    @Test func `an account is known by its id and address, not by its token`() {
        var account = ProviderAccount(
            name: "my-plivo",
            kind: .vendor(.plivo),
            values: ["authID": Secret("MA1"), "authToken": Secret("one")]
        )
        let identity = account.identity
        account.values["authToken"] = Secret("two")
        #expect(identity != nil && account.identity == identity)
        account.values["authID"] = Secret("MA2")
        #expect(account.identity != identity)
        account.values["authID"] = Secret("MA1")
        account.baseURL = "http://127.0.0.1:8080"
        #expect(account.identity == identity)
        account.baseURL = "https://other.example"
        #expect(account.identity != identity)
    }

    @Test(arguments: [
        "https://localhost.example.com", "https://127.0.0.1.example.com", "https://127.evil.com",
        "https://[::1].example.com", "https://localhost.", "https://127.1",
    ])
    func `only this machine's address is no part of an account`(address: String) {
        let values = ["authID": Secret("MA1"), "authToken": Secret("one")]
        var account = ProviderAccount(name: "my-plivo", kind: .vendor(.plivo), values: values)
        let identity = account.identity
        for own in [
            "http://localhost:81/x", "https://LOCALHOST", "http://127.9.8.7:1", "http://[::1]:2",
        ] {
            account.baseURL = own
            #expect(account.identity == identity, "\(own)")
        }
        account.baseURL = address
        #expect(account.identity?.reveal().hasSuffix(address) == true)
    }

    @Test func `the practice provider and a gateway have no account to be told by`() {
        let values = ["authID": Secret("x"), "authToken": Secret("y")]
        #expect(ProviderAccount(name: "sandbox", kind: .sandbox, values: values).identity == nil)
        #expect(ProviderAccount(name: "my-gateway", kind: .custom).identity == nil)
    }
}
