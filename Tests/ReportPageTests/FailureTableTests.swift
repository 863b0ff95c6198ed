// SPDX-License-Identifier: Apache-2.0

import CSV
import Basics
import Configuration
import Lists
@testable import ReportPage
import TerminalKit
import Foundation
import Testing

@Suite struct FailureTableTests {
    private func table(
        _ status: String,
        _ provider: String,
        _ code: String,
        delivery: String = ",",
        types: PageContext = PageContext(hints: .sample)
    ) throws -> String {
        let row = "1,,,,,,,\(status),,words,,,\(provider),,\(code),,,,,,\(delivery)"
        var counts = PageCounts()
        let header = (ReportColumn.names + ["delivery", "delivery_detail"]).joined(separator: ",")
        var reader = try ReportReader(MemoryByteSource("\(header)\n\(row)\n"), name: "r.csv")
        let layout = PageLayout(header: reader.header, places: reader.places)
        while let row = try reader.next() { counts.add(PageRow(row, reader, layout: layout)) }
        return FailureTable(groups: counts.failures, context: types).html
    }

    @Test(arguments: [
        (
            "twilio", "21610", "https://www.twilio.com/docs/api/errors/21610",
            "the recipient has asked for no messages"
        ),
        (
            "twilio", "30007", "https://www.twilio.com/docs/api/errors/30007",
            "filtered as spam by the carrier"
        ),
        (
            "telnyx", "40001", "https://developers.telnyx.com/docs/messaging/messages/error-codes",
            "a landline"
        ),
        ("vonage", "12", "https://developer.vonage.com/en/api-errors/sms", "the text is refused"),
    ])
    func `a code has its meaning, advice, and a link that tells the provider nothing`(
        provider: String,
        code: String,
        page: String,
        meaning: String
    ) throws {
        let html = try table("failed", provider, code)
        #expect(
            html.contains("<a href=\"\(page)\" rel=\"noopener noreferrer\" target=\"_blank\""),
            "\(html)"
        )
        #expect(html.contains(meaning), "\(html)")
    }

    @Test func `the fate of an accepted message is explained too`() throws {
        let html = try table("sent", "plivo", "", delivery: "undelivered,50: HLR")
        #expect(
            html.contains(
                "href=\"https://www.plivo.com/docs/messaging/troubleshooting/error-codes\""
            ),
            "\(html)"
        )
        #expect(
            html.contains("sent, but undelivered") && html.contains("a landline gets no text"),
            "\(html)"
        )
        #expect(html.contains("data-delivery=\"undelivered\""))
    }

    @Test(arguments: [
        ("my-gateway", "17"), ("plivo", "400"), ("twilio", "1' onclick='x"), ("", "30007"),
    ])
    func `a code that nobody documents has no link`(provider: String, code: String) throws {
        let html = try table("failed", provider, code)
        #expect(!html.contains("<a ") && html.contains("What to do"), "\(html)")
    }

    @Test func `a message in doubt is never advised to be sent again`() throws {
        let html = try table("unconfirmed", "plivo", "500")
        #expect(html.contains("“reconcile” asks") && !html.contains("Then try again"), "\(html)")
    }
}
