// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import Providers
import Foundation
import Testing

@Suite struct ReconcilerTests {
    private func finding(
        _ messages: [LoggedMessage],
        sender: String = "+12025550100",
        others: [MessageRecord] = [],
        readAt: Double = 3600,
        sentSkew: Double? = 0,
        _ change: (inout LogExcerpt) -> Void = { _ in }
    ) throws -> Finding {
        var excerpt = LogSample.excerpt(messages, readAt: readAt)
        change(&excerpt)
        return LogSample.reconciler(sender: sender).finding(
            for: try LogSample.record(skew: sentSkew),
            among: others,
            in: excerpt
        )
    }

    @Test(arguments: [
        LogSample.logged(), LogSample.logged(from: "+1 (202) 555-0100"),
        LogSample.logged(segments: nil),
        LogSample.logged(text: "Hi Ann"), LogSample.logged(at: -120), LogSample.logged(at: 180),
    ])
    func `the one message that agrees is the one`(message: LoggedMessage) throws {
        #expect(try finding([message]) == .accepted(message))
    }

    @Test func `a text agrees in whatever form its accents are written`() throws {
        let record = try LogSample.record(text: "Zo\u{EB}")
        let message = LogSample.logged(text: "Zoe\u{308}")
        let found = LogSample.reconciler().finding(
            for: record,
            among: [],
            in: LogSample.excerpt([message])
        )
        #expect(found == .accepted(message))
    }

    @Test func `nothing in the log is a message that was not accepted`() throws {
        #expect(try finding([]) == .notAccepted)
        #expect(try finding([LogSample.logged(to: "+12025550199")]) == .notAccepted)
    }

    @Test func `two messages that agree are none`() throws {
        #expect(
            try finding([LogSample.logged("a"), LogSample.logged("b", at: 40)])
                == .doubtful(.several(2))
        )
    }

    @Test(arguments: [
        LogSample.logged(from: "12025550177"), LogSample.logged(segments: 1),
        LogSample.logged(segments: 3),
        LogSample.logged(text: "Hi Bob"), LogSample.logged(to: nil),
        LogSample.logged(from: "12025550177", at: 170),
    ])
    func `a message of that time that does not agree proves neither`(message: LoggedMessage) throws
    {
        #expect(try finding([message]) == .doubtful(.differs(id: "a")))
        let other = LogSample.logged("b")
        #expect(try finding([message, other]) == .accepted(other))
    }

    @Test(arguments: [-121.0, 181, -80_000, 80_000])
    func `a message like it of another time proves neither`(seconds: Double) throws {
        let message = LogSample.logged(at: seconds)
        #expect(try finding([message]) == .doubtful(.otherTime(message.acceptedAt)))
        let other = LogSample.logged("b")
        #expect(try finding([message, other]) == .accepted(other))
    }

    @Test func `another message of another time does not matter, nor does one of days ago`() throws
    {
        #expect(try finding([LogSample.logged(from: "12025550177", at: 500)]) == .notAccepted)
        #expect(
            try finding([LogSample.logged(at: -90_000), LogSample.logged("b", at: 90_000)])
                == .notAccepted
        )
    }

    @Test(arguments: [MessageState.sent, .failed, .unconfirmed, .notAccepted])
    func `a message that the ledger has already is not taken again`(state: MessageState) throws {
        let other = try LogSample.record(
            campaign: 2,
            state: state,
            messageID: "a",
            intended: -9000,
            changed: -9000
        )
        #expect(try finding([LogSample.logged("a")], others: [other]) == .notAccepted)
        let free = LogSample.logged("b")
        #expect(try finding([LogSample.logged("a"), free], others: [other]) == .accepted(free))
    }

    @Test(arguments: [
        (MessageState.unconfirmed, 60.0, true), (.intent, 60, true), (.sent, 60, false),
        (.notAccepted, 60, false),
        (.unconfirmed, 330, true), (.unconfirmed, 9000, false), (.unconfirmed, -9000, false),
    ])
    func `another campaign's open message of that time makes it doubtful`(
        state: MessageState,
        intended: Double,
        isRival: Bool
    ) throws {
        let other = try LogSample.record(
            campaign: 2,
            state: state,
            intended: intended - 30,
            changed: intended
        )
        let message = LogSample.logged()
        #expect(
            try finding([message], others: [other])
                == (isRival ? .doubtful(.rival) : .accepted(message))
        )
        #expect(try finding([], others: [other]) == .notAccepted)
    }

    @Test func `where the log has the text, it tells two campaigns apart`() throws {
        let message = LogSample.logged(text: "Hi Ann")
        #expect(
            try finding([message], others: [try LogSample.record(campaign: 2, text: "x")])
                == .accepted(message)
        )
        #expect(
            try finding([message], others: [try LogSample.record(campaign: 2)]) == .doubtful(.rival)
        )
    }

    @Test(arguments: ["MG0123456789abcdef", "5b40a428-bfc7-4daf-9d06-726c558bf3b8"])
    func `the sender of a pool is not compared, but then there must be no other message`(
        pool: String
    ) throws {
        let (message, other) = (
            LogSample.logged(), LogSample.logged("b", from: "12025550177", at: 20)
        )
        #expect(try finding([message], sender: pool) == .accepted(message))
        #expect(try finding([other], sender: pool) == .accepted(other))
        #expect(try finding([message, other], sender: pool) == .doubtful(.several(2)))
        #expect(
            try finding([message, LogSample.logged("b", segments: 1)], sender: pool)
                == .doubtful(.several(2))
        )
    }

    @Test func `a pool that the log tells is compared`() throws {
        var (message, other) = (
            LogSample.logged(), LogSample.logged("b", from: "12025550177", at: 20)
        )
        (message.pool, other.pool) = ("MG01", "MG02")
        #expect(try finding([message, other], sender: "MG01") == .accepted(message))
        #expect(try finding([other], sender: "MG01") != .accepted(other))
        #expect(try finding([message], sender: "+12025550100") == .accepted(message))
    }

    @Test(arguments: [
        ("ACME", "acme", true), ("ACME Inc", "ACMEInc", true), ("ACME", "12025550177", true),
        ("+12025550100", "", true),
        ("+12025550100", "ACME", true), ("+12025550100", "12345", false), ("12345", "12345", true),
    ])
    func `a name is compared as a name`(configured: String, logged: String, isAccepted: Bool) throws
    {
        let message = LogSample.logged(from: logged)
        #expect(try (finding([message], sender: configured) == .accepted(message)) == isAccepted)
    }

    @Test(arguments: [7200.0, -7200, 40_000])
    func `times are compared on the provider's clock`(skew: Double) throws {
        let message = LogSample.logged(at: 5 + skew)
        for sent in [skew, nil] {
            #expect(
                try finding([message], sentSkew: sent) { $0.skew = skew } == .accepted(message)
            )
        }
        #expect(try finding([message]) != .accepted(message))
    }

    @Test(arguments: [3600.0, -3600, 259_200, -259_200, 2_592_000])
    func `a clock that was wrong when the message was sent is reckoned with`(skew: Double) throws {
        let message = LogSample.logged(at: 5 + skew)
        let later = 3600 + skew
        #expect(
            try finding([message], readAt: later, sentSkew: skew) == .accepted(message)
        )
        #expect(try finding([], readAt: later, sentSkew: skew) == .notAccepted)
        #expect(
            try finding([], readAt: 60 + skew, sentSkew: skew) == .doubtful(.fresh(.seconds(570)))
        )
    }

    @Test(arguments: [-80.0, -6, -3, 0.9, 1.1, 3, 6])
    func `where nobody compared the clocks, a message of any time may be the one`(
        days: Double
    )
        throws
    {
        let message = LogSample.logged(at: days * 86_400)
        let found = try finding([message], readAt: 6.5 * 86_400, sentSkew: nil)
        #expect(found == .doubtful(.otherTime(message.acceptedAt)))
    }

    @Test(
        arguments: [
            (-600, .doubtful(.uncompared(.seconds(87_000)))),
            (3600, .doubtful(.uncompared(.seconds(83_430)))),
            (87_029, .doubtful(.uncompared(.seconds(1)))),
            (87_030, .notAccepted), (518_280, .notAccepted), (518_281, .doubtful(.old)),
        ] as [(Double, Finding)])
    func `where nobody compared the clocks, absence proves less`(
        readAt: Double,
        expected: Finding
    ) throws {
        #expect(try finding([], readAt: readAt, sentSkew: nil) == expected)
        #expect(try finding([], readAt: readAt) { $0.skew = nil } == expected)
    }

    @Test func `clocks that are half a day apart settle nothing, unless they were compared`() throws
    {
        #expect(try finding([], sentSkew: nil) { $0.skew = 43_201 } == .doubtful(.clocks))
        #expect(
            try finding([LogSample.logged()], sentSkew: nil) { $0.skew = -43_201 }
                == .doubtful(.clocks)
        )
        #expect(try finding([]) { $0.skew = 43_201 } == .notAccepted)
    }

    @Test(arguments: [-259_200.0, 259_200])
    func `a part of the log that was not asked for hides nothing`(skew: Double) throws {
        let found = try finding([], readAt: 3600 - skew) {
            $0.skew = skew
            $0.searched =
                skew > 0
                ? $0.searched.lowerBound...$0.readAt
                : Sample.date + 1...$0.searched.upperBound
        }
        #expect(found == .doubtful(.clocks))
    }

    @Test(arguments: [
        (31.0, Finding.doubtful(.fresh(.seconds(599)))), (629, .doubtful(.fresh(.seconds(1)))),
        (630, .notAccepted),
        (-50, .doubtful(.fresh(.seconds(600)))), (604_680, .notAccepted),
        (604_681, .doubtful(.old)),
    ])
    func `absence counts only between ten minutes and the end of the log's memory`(
        readAt: Double,
        expected: Finding
    ) throws {
        #expect(try finding([], readAt: readAt) == expected)
        #expect(try finding([LogSample.logged()], readAt: readAt) == .accepted(LogSample.logged()))
    }

    @Test func `a log that was not read to its end settles nothing`() throws {
        #expect(try finding([]) { $0.isComplete = false } == .doubtful(.incomplete))
        #expect(
            try finding([LogSample.logged()]) { $0.isComplete = false } == .doubtful(.incomplete)
        )
    }

    @Test func `every doubt has words`() {
        let doubts: [Doubt] = [
            .several(2), .differs(id: "a"), .otherTime(Sample.date), .rival, .fresh(.seconds(61)),
            .old, .incomplete,
            .clocks, .unreadable("HTTP 500"), .otherProvider("two"), .otherAccount, .notAsked,
            .uncompared(.seconds(3601)), .unknownTime,
        ]
        #expect(
            Set(doubts.map(\.sentence)).count == doubts.count
                && doubts.allSatisfy { !$0.sentence.isEmpty }
        )
        #expect(Doubt.fresh(.seconds(61)).sentence.contains("2 min"))
        #expect(Doubt.uncompared(.seconds(3601)).sentence.contains("2 h"))
    }
}
