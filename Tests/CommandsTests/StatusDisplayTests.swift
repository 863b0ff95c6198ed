// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import Campaign
@testable import Commands
import Configuration
import Ledger
import Lists
import Providers
@testable import ReportPage
@testable import TerminalKit
import Testing

@Suite struct StatusDisplayTests {
    private func group(
        _ state: String?,
        _ count: Int,
        code: String? = nil,
        _ detail: String? = nil,
        cost: String?
    )
        -> DeliveryGroup
    {
        var group = DeliveryGroup(provider: "plivo", count: count)
        (group.state, group.isFinal, group.errorCode, group.detail) = (
            state, state != "sent", code, detail
        )
        (group.cost, group.currency) = (cost, cost == nil ? nil : "USD")
        return group
    }

    private func display(
        _ groups: [DeliveryGroup],
        _ inquiries: StatusInquiries = StatusInquiries()
    ) -> StatusDisplay {
        StatusDisplay(
            tally: DeliveryTally(groups, currency: "USD"),
            inquiries: inquiries,
            campaign: "spring",
            provider: "plivo",
            report: "r.csv"
        )
    }

    private var all: [DeliveryGroup] {
        [
            group("delivered", 8, cost: "0.0079"), group("sent", 1, cost: "0.0079"),
            group(
                "undelivered",
                2,
                code: "50",
                "the number cannot get text messages, or is a landline",
                cost: "0.0079"
            ),
            group("failed", 1, code: "30", "taken for spam", cost: nil),
        ]
    }

    @Test func `states, failures and the cost are shown, and what to do`() {
        let text = display(all).text(width: 80, Style(isColoured: false))
        #expect(
            text == """
                Campaign spring: 12 messages accepted by the provider

                  sent         1   8.3 %  a carrier has it; some never confirm the delivery
                  delivered    8  66.7 %  on the handset
                  undelivered  2  16.7 %  the carrier could not deliver it
                  failed       1   8.3 %  it never left the provider

                Why
                  undelivered  50  2  the number cannot get text messages, or is a landline
                  failed       30  1  taken for spam

                  cost    0.0869 USD for 11 messages, by the provider's word
                  report  r.csv

                1 message has no final state yet. Ask again later; some never get one.

                """
        )
    }

    @Test func `JSON is one object with every state`() {
        var inquiries = StatusInquiries()
        inquiries.asked = 4
        #expect(
            display(all, inquiries).json.text
                == #"{ "campaign": "spring", "provider": "plivo", "counts": { "queued": 0, "sent": 1, "delivered": 8, "#
                + #""undelivered": 2, "failed": 1, "expired": 0, "unknown": 0 }, "asked": 4, "open": 1, "#
                + #""cost": 0.0869, "currency": "USD", "report": "r.csv", "exit": 0 }"#
        )
        #expect(display([]).json.text.contains(#""cost": null, "currency": null"#))
    }

    @Test func `prices in two currencies are no sum`() {
        var groups = all
        groups[0].currency = "EUR"
        #expect(display(groups).json.text.contains(#""cost": null"#))
        #expect(
            display(groups).text(width: 80, Style(isColoured: false)).contains(
                "0.0632 EUR, 0.0237 USD for 11"
            )
        )
    }

    @Test func `a campaign without messages is said in a line`() {
        let text = display([]).text(width: 80, Style(isColoured: false))
        #expect(text == "Campaign spring: the provider has accepted no message.\n")
    }

    @Test func `what went wrong is said in sentences`() {
        var inquiries = StatusInquiries()
        inquiries.missing = "there is no way to ask"
        inquiries.refusal = .account(.credit, provider: "plivo", ProviderWord(text: "no credit"))
        inquiries.stopCause = .signal(2)
        let sentences = display(all, inquiries).warnings
        #expect(
            sentences.count == 3 && sentences[0] == "Nothing was asked: there is no way to ask."
        )
        #expect(
            sentences[1].contains(
                "after they had been accepted: plivo says that the account has no credit"
            )
        )
        #expect(sentences[2].contains("Run the same command again"))
        #expect(display(all).warnings.isEmpty)
    }
}
