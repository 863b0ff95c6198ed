// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Basics
@testable import Commands
@testable import ReportPage
@testable import TerminalKit

@Suite struct ProgressLineTests {
    static var state: ProgressState {
        var state = ProgressState(.sending, total: 4800)
        (state.done, state.sent, state.skipped, state.failed) = (2400, 2000, 390, 10)
        (state.rate, state.limit, state.timeLeft) = (9.87, 10, .seconds(243))
        return state
    }

    @Test(arguments: [
        (
            120,
            "[============>            ] 2,400/4,800  sent 2,000  skipped 390  failed 10  unconfirmed 0  9.9 of 10/s  4 min 03 s left"
        ),
        (
            95,
            "2,400/4,800  sent 2,000  skipped 390  failed 10  unconfirmed 0  9.9 of 10/s  4 min 03 s left"
        ),
        (80, "2,400/4,800  sent 2,000  skipped 390  failed 10  9.9 of 10/s  4 min 03 s left"),
        (77, "2,400/4,800  sent 2,000  skipped 390  failed 10  9.9 of 10/s  4 min 03 s left"),
        (76, "[====>    ] 2,400/4,800  sent 2,000  skipped 390  failed 10  4 min 03 s left"),
        (60, "[===>  ] 2,400/4,800  sent 2,000  failed 10  4 min 03 s left"),
        (40, "2,400/4,800  sent 2,000  4 min 03 s left"),
        (24, "2,400/4,800  sent 2,000"),
        (11, "2,400/4,800"), (10, "50%"), (3, "50%"), (2, ""), (0, ""), (-1, ""),
    ])
    func `a line keeps what matters most`(width: Int, line: String) {
        let drawn = ProgressLine(Self.state).render(width: width)
        #expect(drawn == line)
        #expect(ProgressLine.columns(drawn) <= max(0, width))
    }

    /// States with short and long numbers, known and unknown rates, in every phase.
    static var states: [ProgressState] {
        let phases: [ProgressState.Phase] = [.reading, .planning, .sending, .lookups]
        return phases.flatMap { phase in
            [(0, 0), (1, 3), (999_999, 1_000_000), (7, Int.max), (Int.max, 1)].flatMap {
                done,
                total in
                [nil, 0, 0.04, 9.87, 12_345.6, Double.infinity].map { rate in
                    var state = ProgressState(phase, total: total)
                    (state.done, state.sent, state.failed) = (done, done, done)
                    (state.unconfirmed, state.pending) = (done, total)
                    (state.rate, state.limit) = (rate, rate ?? 0.033)
                    state.timeLeft = rate == nil ? nil : .seconds(1_000_000)
                    return state
                }
            }
        }
    }

    @Test func `no line is wider than its terminal, and a wider one shows no less`() {
        for state in Self.states {
            var figures = 0
            for width in 10...200 {
                let line = ProgressLine(state, hasBar: false).render(width: width)
                #expect(ProgressLine.columns(line) <= width, "\(width): \(line)")
                #expect(ProgressLine.columns(ProgressLine(state).render(width: width)) <= width)
                #expect(!line.contains { $0.isNewline })
                let count = line.split(separator: "  ").count
                #expect(count >= figures, "\(width): \(line)")
                figures = count
            }
        }
    }

    @Test(arguments: [
        (0, 0, "[>     ] 0"), (0, 2, "[>     ] 0/2"), (1, 2, "[===>  ] 1/2"),
        (2, 2, "[======] 2/2"),
        (3, 2, "[======] 3/2"),
    ])
    func `a bar is full only at the end`(done: Int, total: Int, line: String) {
        var state = ProgressState(.sending, total: total)
        (state.done, state.sent) = (done, 1_000_000_000_000)
        #expect(ProgressLine(state).render(width: line.count) == line)
    }

    @Test func `what is not known is a dash`() {
        var state = ProgressState(.sending, total: 9)
        state.limit = 0.5
        #expect(
            ProgressLine(state, hasBar: false).render(width: 100)
                == "0/9  sent 0  skipped 0  failed 0  unconfirmed 0  — of 0.5/s  — left"
        )
        #expect(
            ProgressSentence(state: state).text
                == "progress: 0/9 rows, 0 sent, 0 skipped, 0 failed, 0 unconfirmed, 0 pending, — of 0.5/s, — left"
        )
    }

    @Test func `preparations say what they do`() {
        var reading = ProgressState(.reading, total: 24_000_000)
        (reading.done, reading.timeLeft) = (1_540_000, .seconds(3))
        #expect(
            ProgressLine(reading, hasBar: false).render(width: 80)
                == "reading the list  1.5/24.0 MB  3.0 s left"
        )
        let planning = ProgressState(.planning, total: 1000)
        #expect(
            ProgressSentence(state: planning).text == "progress: planning, 0/1,000 rows, — left"
        )
    }
}
