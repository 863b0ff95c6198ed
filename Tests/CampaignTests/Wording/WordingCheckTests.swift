// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Testing

@Suite struct WordingCheckTests {
    @Test func `every fault of a text is told`() {
        var check = WordingCheck(senderName: "Harbour")
        #expect(check.faults(of: "Hello from Harbour. Reply STOP to opt out") == [])
        #expect(
            check.faults(of: "BIG SALE, BIGGEST EVER: https://BIT.LY/x") == [
                .noOptOut, .noSender, .shortener("bit.ly"), .capitals,
            ]
        )
        var other = WordingCheck(senderName: nil)
        #expect(other.faults(of: "Hello") == [.noOptOut])
    }

    @Test(arguments: [
        ("Hi Ann. Reply STOP to opt out.", "Hi Bob. Reply STOP to opt out."),
        ("Hi Ann. Reply STOP, says Ann", "Hi Bob. Reply STOP, says Bob"),
        ("opt out", "opt out"),
    ])
    func `texts that end alike are judged alike`(first: String, second: String) {
        var check = WordingCheck(senderName: nil)
        #expect(check.faults(of: first).isEmpty)
        #expect(check.faults(of: second).isEmpty)
        #expect(check.faults(of: "Hi Cyd") == [.noOptOut])
    }

    @Test func `an end that only looks alike is none`() {
        var check = WordingCheck(senderName: nil)
        #expect(check.faults(of: "To opt out") == [])
        #expect(check.faults(of: "Do not adopt out") == [.noOptOut])
    }

    @Test func `faults are counted with their first row`() {
        var findings = WordingFindings()
        findings.count([.noOptOut], at: "row 2")
        findings.count([.noOptOut, .shortener("t.co")], at: "row 5")
        findings.count([.shortener("bit.ly")], at: "row 6")
        findings.count([.shortener("bit.ly")], at: "row 7")
        #expect(findings[.noOptOut]?.messages == 2 && findings[.noOptOut]?.first == "row 2")
        #expect(findings[.capitals] == nil)
        #expect(findings.shorteners.map(\.host) == ["bit.ly", "t.co"])
    }

    @Test(
        arguments: [
            ("Harbour", "+12025550100", .inText("Harbour")), ("Harbour", "HARBOUR", .bySender),
            ("Harbour Dental", "HARBOUR", .inText("Harbour Dental")), (nil, "HARBOUR", .bySender),
            (nil, "+12025550100", .unknown), (nil, "MG0123456789abcdef0123456789abcdef", .unknown),
            (nil, nil, .unknown),
        ] as [(String?, String?, SenderNaming)]
    )
    func `a sender is known by its name or by the sender that the phone shows`(
        name: String?,
        from: String?,
        naming: SenderNaming
    ) {
        #expect(SenderNaming(name: name, from: from) == naming)
    }
}
