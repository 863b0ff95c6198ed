// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Hours
import Lists
import Foundation
import Testing

@Suite struct SendWindowTests {
    private let berlin = Place(zones: ["Europe/Berlin"])

    private func sendWindow(_ hours: QuietHours?, before: String? = nil) throws -> SendWindow {
        try #require(
            SendWindow(
                quietHours: hours,
                sendBefore: try before.map { try SendDeadline($0) },
                locator: RecipientLocator()
            )
        )
    }

    private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test func `nothing is said where messages may go out at any time`() {
        #expect(SendWindow(quietHours: nil, sendBefore: nil, locator: RecipientLocator()) == nil)
    }

    @Test func `quiet hours say what the clock shows there, and when they end`() throws {
        let sendWindow = try sendWindow(QuietHours(.usTCPA))
        let verdict = sendWindow.objection(to: berlin, at: try date("2026-11-22T20:14:30Z"))
        #expect(verdict?.status == .pending && verdict?.reason == .quietHours)
        #expect(
            verdict?.detail
                == "quiet hours: it is 2026-11-22 21:14 in Europe/Berlin; messages may go out from 2026-11-23 08:00 there"
        )
        #expect(verdict?.notBefore == (try date("2026-11-23T07:00:00Z")))
        #expect(sendWindow.objection(to: berlin, at: try date("2026-11-22T19:59:59Z")) == nil)
    }

    @Test func `of several zones one is named in which it is quiet`() throws {
        let place = Place(zones: ["America/New_York", "America/Chicago"])
        let verdict = try sendWindow(QuietHours(.usTCPA)).objection(
            to: place,
            at: try date("2026-11-22T13:30:00Z")
        )
        #expect(
            verdict?.detail.contains("07:30 in America/Chicago (one of 2 possible time zones)")
                == true
        )
        #expect(verdict?.notBefore == (try date("2026-11-22T14:00:00Z")))
    }

    @Test func `a window that closes before a message could expire is closed for it`() throws {
        let sendWindow = try sendWindow(QuietHours(.usTCPA))
        let now = try date("2026-11-22T19:59:50Z")
        #expect(sendWindow.objection(to: berlin, at: now, lasting: 9) == nil)
        #expect(sendWindow.secondsLeft(in: berlin, at: now) == 10)
        let verdict = sendWindow.objection(to: berlin, at: now, lasting: 20)
        #expect(verdict?.reason == .quietHours)
        #expect(verdict?.notBefore == (try date("2026-11-23T07:00:00Z")))
    }

    @Test func `who may be anywhere is told what would help`() throws {
        let verdict = try sendWindow(QuietHours(.usStrict)).objection(
            to: Place(zones: []),
            at: Sample.date
        )
        #expect(verdict?.detail.contains("columns.timeZone") == true && verdict?.notBefore == nil)
    }

    @Test func `after the time a message is expired, whether it is quiet or not`() throws {
        let sendWindow = try sendWindow(QuietHours(.usTCPA), before: "2026-11-22T18:00")
        #expect(sendWindow.objection(to: berlin, at: try date("2026-11-22T16:59:59Z")) == nil)
        #expect(sendWindow.secondsLeft(in: berlin, at: try date("2026-11-22T16:00:00Z")) == 3600)
        for time in ["2026-11-22T17:00:00Z", "2026-11-23T01:00:00Z"] {
            let verdict = sendWindow.objection(to: berlin, at: try date(time))
            #expect(verdict?.status == .skipped && verdict?.reason == .expired)
            #expect(verdict?.detail.contains("2026-11-22T18:00") == true)
        }
    }

    @Test(arguments: [
        ("2026-11-23T07:30", Reason.expired), ("2026-11-23T08:00", .expired),
        ("2026-11-23T08:01", .quietHours),
    ])
    func `who could be sent a message only when it is too late waits for nothing`(
        before: String,
        reason: Reason
    ) throws {
        let sendWindow = try sendWindow(QuietHours(.usTCPA), before: before)
        #expect(
            sendWindow.objection(to: berlin, at: try date("2026-11-22T23:00:00Z"))?.reason == reason
        )
    }

    @Test func `those who wait are counted with the first and the last opening`() throws {
        var waiting = Waiting()
        for opening in [Sample.date + 60, Sample.date, nil, Sample.date + 30] {
            waiting.add(opening)
        }
        #expect(waiting.count == 4 && waiting.withoutWindow == 1)
        #expect(waiting.first == Sample.date && waiting.last == Sample.date + 60)
    }
}
