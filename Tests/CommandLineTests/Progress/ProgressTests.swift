// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandLine

@Suite struct ProgressTests {
    private var state: ProgressState {
        var state = ProgressState(total: 4800)
        (state.done, state.sent, state.skipped, state.failed) = (2400, 2000, 390, 10)
        (state.rate, state.timeLeft) = (9.87, .seconds(243))
        return state
    }

    @Test(arguments: [
        (100, "[=============>            ] 2,400/4,800  sent 2,000  skipped 390  failed 10  9.9/s  4 min 03 s left"),
        (82, "[====>   ] 2,400/4,800  sent 2,000  skipped 390  failed 10  9.9/s  4 min 03 s left"),
        (80, "[===>  ] 2,400/4,800  sent 2,000  skipped 390  failed 10  9.9/s  4 min 03 s left"),
        (79, "2,400/4,800  sent 2,000  skipped 390  failed 10  9.9/s  4 min 03 s left"),
        (60, "2,400/4,800  sent 2,000  skipped 390  failed 10  9.9/s"),
        (24, "2,400/4,800  sent 2,000"),
        (11, "2,400/4,800"),
        (10, ""),
        (0, ""),
        (-1, ""),
    ])
    func `a line keeps what matters most`(width: Int, line: String) {
        let drawn = ProgressLine(state).render(width: width)
        #expect(drawn == line)
        #expect(drawn.count <= max(0, width))
    }

    @Test(arguments: [
        (0, 0, "[>       ] 0  sent 0  skipped 0  failed 0"),
        (0, 2, "[>       ] 0/2  sent 0  skipped 0  failed 0"),
        (1, 2, "[====>   ] 1/2  sent 0  skipped 0  failed 0"),
        (2, 2, "[========] 2/2  sent 0  skipped 0  failed 0"),
        (3, 2, "[========] 3/2  sent 0  skipped 0  failed 0"),
    ])
    func `a bar is full only at the end`(done: Int, total: Int, line: String) {
        var state = ProgressState(total: total)
        state.done = done
        #expect(ProgressLine(state).render(width: line.count) == line)
    }

    @Test func `the rate is that of the last ten seconds`() {
        var clock = ProgressClock()
        var state = ProgressState(total: 1000)
        clock.complete(&state, at: .seconds(100))
        #expect(state.rate == nil && state.timeLeft == nil)
        for second in 1...60 {
            state.done = second <= 30 ? second * 20 : 600 + (second - 30) * 5
            clock.complete(&state, at: .seconds(100 + second))
        }
        #expect(state.rate == 5)
        #expect(state.timeLeft == .seconds(50))
    }

    @Test func `a display draws over itself, not too often, and goes away`() {
        let console = CapturedConsole(terminals: [.error], width: 30)
        var display = ProgressDisplay(
            context: CommandContext(environment: [:], workingDirectory: "/", console: console),
            quiet: false
        )
        var state = ProgressState(total: 3)
        for (done, time) in [(0, 0), (1, 50), (2, 100)] {
            state.done = done
            display?.update(state, at: .milliseconds(time))
        }
        display?.clear()
        display?.clear()
        #expect(
            console.errors == "\r0/3  sent 0  skipped 0\u{1B}[K\r2/3  sent 0  skipped 0\u{1B}[K\r\u{1B}[K"
        )
    }

    @Test(arguments: [([], false), ([.output], false), ([.error], true)] as [(Set<ConsoleStream>, Bool)])
    func `there is no display without a terminal or when quiet is wanted`(terminals: Set<ConsoleStream>, quiet: Bool) {
        let console = CapturedConsole(terminals: terminals)
        let context = CommandContext(environment: [:], workingDirectory: "/", console: console)
        #expect(ProgressDisplay(context: context, quiet: quiet) == nil)
    }
}
