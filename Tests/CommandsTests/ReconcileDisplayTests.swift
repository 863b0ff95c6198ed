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
import Foundation
import PhoneNumbers
import Testing

@Suite struct ReconcileDisplayTests {
    private func settlement(_ row: Int, _ finding: Finding) throws -> Settlement {
        let intent = Intent(
            campaign: CampaignID(rawValue: 1),
            number: try #require(PhoneNumber(e164: "+12025550101")),
            row: row,
            provider: "plivo",
            segments: 1,
            encoding: "GSM-7",
            textHash: ""
        )
        let date = Date(timeIntervalSince1970: 1_800_000_000)
        return Settlement(
            MessageRecord(intent, state: .unconfirmed, attempts: 1, outcome: nil, at: date),
            finding
        )
    }

    private func display(_ settlements: [Settlement], stop: StopCause? = nil) -> ReconcileDisplay {
        var result = ReconcileResult()
        (result.settlements, result.stopCause) = (settlements, stop)
        return ReconcileDisplay(
            result: result,
            campaign: "spring",
            provider: "plivo",
            report: "r.csv"
        )
    }

    private func all() throws -> [Settlement] {
        let delivery = DeliveryReport(.delivered, isFinal: true)
        let date = Date(timeIntervalSince1970: 1_800_000_000)
        return [
            try settlement(
                3,
                .accepted(
                    LoggedMessage(
                        id: "m-1",
                        to: nil,
                        from: "",
                        acceptedAt: date,
                        delivery: delivery
                    )
                )
            ),
            try settlement(12, .notAccepted), try settlement(13, .doubtful(.old)),
            try settlement(14, .doubtful(.notAsked)),
        ]
    }

    @Test func `every settled message has its line, and all are counted`() throws {
        let text = display(try all()).text(width: 80, Style(isColoured: false))
        #expect(
            text == """
                Campaign spring: 4 messages were unconfirmed

                   row 3  +12025550101  sent         accepted at 2027-01-15T08:00:00.000Z as m-1
                  row 12  +12025550101  pending      not in the provider's message log
                  row 13  +12025550101  unconfirmed  it is older than what the provider keeps in its log

                  sent         1  found in the provider's message log
                  pending      1  not in the log, so certainly not accepted
                  unconfirmed  2  still may or may not have been accepted
                  report       r.csv

                Run 'send' again to send what is pending.
                What is still unconfirmed is left alone by 'send', so that nobody gets a message
                twice.

                """
        )
    }

    @Test func `JSON is one object with the counts`() throws {
        let json = display(try all()).json.text
        #expect(
            json
                == #"{ "campaign": "spring", "provider": "plivo", "unconfirmed": 4, "sent": 1, "notAccepted": 1, "#
                + #""stillUnconfirmed": 2, "report": "r.csv", "exit": 1 }"#
        )
    }

    @Test func `nothing unconfirmed is said in a line`() {
        let display = display([])
        #expect(
            display.text(width: 80, Style(isColoured: false))
                == "Campaign spring: nothing is unconfirmed.\n"
        )
        #expect(ExitCode(display.result.ending) == .done)
    }

    @Test(
        arguments: [
            (StopCause.signal(15), .terminated), (.unreachable("x"), .incomplete),
            (.ledger("x"), .incomplete),
        ] as [(StopCause, ExitCode)]
    )
    func `a run that ended early has an exit code of its own`(
        cause: StopCause,
        code: ExitCode
    ) throws {
        let display = display(try all(), stop: cause)
        #expect(ExitCode(display.result.ending) == code)
        #expect(display.json.text.hasSuffix("\"exit\": \(code.rawValue) }"))
    }
}
