// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Basics
@testable import Campaign
@testable import Configuration
@testable import Lists
import Providers
import Testing

@Suite struct RunValuesTests {
    @Test func `the lead follows slow commits at once and fast ones slowly`() {
        var lead = CommitLead()
        lead.note(.milliseconds(400), at: .zero)
        #expect(lead.duration == .milliseconds(500))
        lead.note(.milliseconds(1), at: .milliseconds(1))
        #expect(lead.duration > .milliseconds(499))
        lead.note(.milliseconds(1), at: .seconds(2))
        #expect(lead.duration < .milliseconds(260))
        for second in 3..<30 { lead.note(.milliseconds(1), at: .seconds(second)) }
        #expect(lead.duration == .milliseconds(5))
        lead.note(.seconds(60), at: .seconds(30))
        #expect(lead.duration == .seconds(10))
    }

    @Test(arguments: [(20, 1000.0, 0), (60, 10, 2), (600, 200, 300), (60_000, 200, 4000)])
    func `on a slow disk more messages are on their way than are in flight`(
        milliseconds: Int, rate: Double, places: Int
    ) {
        var lead = CommitLead()
        lead.note(.milliseconds(milliseconds), at: .zero)
        #expect(lead.places(rate) == (milliseconds == 60 ? 0 : places))
    }

    @Test(arguments: [[1, 2, 3, 4], [4, 3, 2, 1], [2, 4, 1, 3]])
    func `rows come back in order, whatever finishes first`(finished: [Int]) {
        var order = InputOrder(capacity: 10)
        let written = finished.flatMap {
            order.add(ReportRow(Sample.recipient("", "", row: $0), Verdict(.sent)))
        }
        #expect(written.map(\.recipient.row) == [1, 2, 3, 4])
    }

    @Test func `there is room until too many rows wait`() {
        var order = InputOrder(capacity: 2)
        for row in 2...3 {
            #expect(order.hasRoom)
            #expect(
                order.add(ReportRow(Sample.recipient("", "", row: row), Verdict(.sent))).isEmpty
            )
        }
        #expect(!order.hasRoom)
        #expect(order.add(ReportRow(Sample.recipient("", "", row: 1), Verdict(.sent))).count == 3)
        #expect(order.hasRoom)
    }

    private static let word = ProviderWord(code: "1", text: "said")
    private static let endings: [([Verdict], StopCause?, RunEnding)] = [
        ([Verdict(.sent), .skipped(.duplicate, "")], nil, .settled),
        ([Verdict(.sent), .pending(.limit, "")], nil, .settled),
        ([Verdict(.failed, .rejected)], nil, .someFailed),
        ([Verdict(.unconfirmed, .timedOut)], nil, .someFailed),
        ([.pending(.rateLimited, "")], nil, .incomplete),
        ([Verdict(.failed, .rejected), .pending(.stopped, "")], nil, .incomplete),
        ([.pending(.stopped, "")], .unreachable("x"), .incomplete),
        ([Verdict(.sent)], .ledger("x"), .incomplete),
        ([Verdict(.failed, .rejected)], .sameRefusal(times: 5, word), .someFailed),
        ([Verdict(.unconfirmed, .timedOut)], .ambiguous("x"), .someFailed),
        ([.pending(.interrupted, "")], .signal(2), .signal(2)),
        ([Verdict(.sent)], .signal(15), .signal(15)), ([Verdict(.sent)], .signal(1), .signal(1)),
        ([], nil, .settled),
    ]

    @Test(arguments: 0..<endings.count)
    func `the ending says what the run came to`(index: Int) {
        let (verdicts, cause, expected) = Self.endings[index]
        var result = RunResult()
        for verdict in verdicts {
            result.tally.add(ReportRow(Sample.recipient("", ""), verdict).facts)
        }
        result.stopCause = cause
        #expect(result.ending == expected)
    }

    @Test(arguments: [
        (Cap?.none, true), (.perDay, true), (.segmentsPerDay, true), (.messages, false),
        (.cost, false),
    ])
    func `no window is waited for where a cap leaves nobody room for good`(cap: Cap?, waits: Bool) {
        var result = RunResult()
        result.waiting.add(Sample.date)
        result.capReached = cap.map {
            CapReached(
                cap: $0,
                limit: 1,
                used: 1,
                need: 1,
                currency: "USD",
                dayEnds: $0.isDaily ? Sample.date : nil
            )
        }
        #expect(result.nextOpening == (waits ? Sample.date : nil))
        result.stopCause = .signal(2)
        #expect(result.nextOpening == nil)
    }

    @Test func `lookups and messages cost what the prices say`() {
        var result = RunResult()
        var prices = PriceSettings()
        #expect(result.cost(prices) == nil)
        prices.perSegment = Decimal(string: "0.0079")
        var facts = ReportFacts(status: .sent)
        (facts.cost, facts.currency) = (Decimal(string: "0.0158"), "USD")
        result.tally.add(facts)
        #expect(result.cost(prices) == Decimal(string: "0.0158"))
        result.lookups.requested = 2
        #expect(result.cost(prices) == nil)
        prices.perLookup = Decimal(string: "0.004")
        #expect(result.cost(prices) == Decimal(string: "0.0238"))
    }

    private static let sentences: [(StopCause, String, Reason)] = [
        (.signal(2), "the run was interrupted", .interrupted),
        (
            .account(.credentials, provider: "p", word),
            "check the id and the token of the provider entry “p”", .stopped
        ),
        (
            .account(.credentials, provider: "p", word, credentials: ["P_ID", "P_TOKEN"]),
            "p refused the credentials (“said”); check P_ID and P_TOKEN of the provider entry “p”",
            .stopped
        ),
        (.account(.credit, provider: "p", word), "no credit (“said”)", .stopped),
        (.account(.suspended, provider: "p", word), "the account may not send (“said”)", .stopped),
        (.account(.sender, provider: "p", word), "check “from”", .stopped),
        (.account(.configuration, provider: "p", word), "base URL", .stopped),
        (
            .certificate("the certificate of x cannot be trusted"),
            "the certificate of x cannot be trusted", .stopped
        ),
        (.address("no plain HTTP"), "no plain HTTP", .stopped),
        (.unreachable("no route"), "cannot be reached: no route", .stopped),
        (.retryAfter(.milliseconds(120_001)), "a pause of 121 s", .stopped),
        (.retryAfter(.seconds(600)), "a pause of 600 s", .stopped),
        (
            .sameRefusal(times: 5, word),
            "5 recipients in a row were refused with the same words (“said”)", .stopped
        ),
        (
            .lookups(failed: 10, "timed out"),
            "10 lookups in a row failed, the last one so: timed out", .stopped
        ),
        (.ambiguous("ten unknown"), "ten unknown: the provider may be in trouble", .stopped),
        (.ledger("disk full"), "the ledger cannot be written: disk full", .stopped),
    ]

    @Test(arguments: 0..<sentences.count)
    func `a stop says what happened, and gives the rows their reason`(index: Int) {
        let (cause, part, reason) = Self.sentences[index]
        #expect(cause.sentence.contains(part) && cause.reason == reason)
    }

    @Test func `a switch keeps its first cause, and wakes who waits`() async {
        let stop = StopSwitch()
        #expect(stop.cause == nil && stop.leftOver.reason == .interrupted)
        async let waiting: Void = stop.wait()
        #expect(stop.raise(.unreachable("x")))
        #expect(!stop.raise(.signal(2)))
        await waiting
        #expect(stop.cause == .unreachable("x") && stop.leftOver.reason == .stopped)
    }
}
