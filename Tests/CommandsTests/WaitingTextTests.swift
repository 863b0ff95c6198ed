// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import Campaign
@testable import Commands
import Configuration
import Lists
@testable import ReportPage
@testable import TerminalKit
import Foundation
import Testing

@Suite struct WaitingTextTests {
    private let date = Date(timeIntervalSince1970: 1_796_000_400)

    private func words(_ waiting: Waiting) -> WaitingText {
        WaitingText(waiting: waiting, zone: .gmt)
    }

    @Test func `nobody waits, and nothing is said`() {
        #expect(words(Waiting()).ending == nil && words(Waiting()).plan == nil)
    }

    @Test func `the first opening is named, the last, and who has none`() throws {
        var waiting = Waiting()
        for opening in [date, date.addingTimeInterval(7200), nil] { waiting.add(opening) }
        let words = try #require(words(waiting).ending)
        #expect(
            words.hasPrefix(
                "Quiet hours: 3 rows wait; the next window opens at \(Moment.text(date, in: .gmt)), the last at "
            )
        )
        #expect(
            words.contains("; for 1 of them none opens within 15 days. Run the same command again")
        )
    }

    @Test func `where no window opens, nobody is told to come back`() {
        var waiting = Waiting()
        waiting.add(nil)
        #expect(
            words(waiting).ending == "Quiet hours: 1 row waits; no window opens within 15 days."
        )
    }
}
