// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import Campaign
@testable import Commands
import Configuration
import Lists
@testable import ReportPage
@testable import TerminalKit
import Foundation
import TestSupport
import Testing

@Suite struct ProgressConsoleTests {
    private let time = ManualTime(date: Date(timeIntervalSince1970: 1_700_000_000))

    private func console(_ base: CapturedConsole, _ mode: ProgressMode) -> ProgressConsole {
        ProgressConsole(base, mode: mode, hasBar: false, time: time)
    }

    @Test func `a live line is drawn over itself, not too often, and goes away`() {
        let base = CapturedConsole(terminals: [.error], width: 13)
        let console = console(base, .live)
        console.begin(ProgressState(.sending, total: 3))
        for _ in 0..<3 {
            console.tick()
            console.update { $0.done += 1 }
            time.advance(by: .milliseconds(50))
        }
        console.end()
        console.end()
        console.tick()
        #expect(base.errors == "\r0/3  sent 0\u{1B}[J\r\r2/3  sent 0\u{1B}[J\r\r\u{1B}[J")
    }

    @Test func `other lines take the live line's place, and it comes back below them`() {
        let base = CapturedConsole(terminals: [.error, .output], width: 13)
        let console = console(base, .live)
        console.begin(ProgressState(.sending, total: 3))
        console.tick()
        console.write("warning: x\n", to: .error)
        time.advance(by: .seconds(1))
        console.tick()
        console.write("result\n", to: .output)
        let line = "\r0/3  sent 0\u{1B}[J\r"
        #expect(base.errors == line + "\r\u{1B}[Jwarning: x\n" + line + "\r\u{1B}[J")
        #expect(base.output == "result\n")
    }

    @Test func `nothing is drawn over a question`() {
        let base = CapturedConsole(terminals: [.error], width: 13, answers: ["y"])
        let console = console(base, .live)
        console.begin(ProgressState(.sending, total: 3))
        console.write("Go on? ", to: .error)
        console.tick()
        #expect(base.errors == "Go on? ")
        _ = console.readLine()
        time.advance(by: .seconds(1))
        console.tick()
        #expect(base.errors == "Go on? \r0/3  sent 0\u{1B}[J\r")
    }

    @Test func `a log has a line now and then`() {
        let base = CapturedConsole()
        let console = console(base, .plain)
        console.begin(ProgressState(.planning, total: 3))
        for _ in 0..<25 {
            console.tick()
            time.advance(by: .seconds(1))
        }
        #expect(base.errors.split(separator: "\n").count == 2)
        #expect(base.errors.hasPrefix("progress: planning, 0/3 rows, — left\n"))
    }

    @Test func `among JSON every text is an event of one line`() throws {
        let base = CapturedConsole(terminals: [.error], answers: ["y"])
        let console = console(base, .json)
        console.write("\nPlan\n  rows  3\n", to: .error)
        console.write("warning: \"odd\"\n", to: .error)
        console.write("Send? [y/N] ", to: .error)
        #expect(console.readLine() == "y")
        console.begin(ProgressState(.sending, total: 3))
        console.tick()
        console.write("error: no\n", to: .error)
        console.end()
        #expect(!console.isTerminal(.error))
        let head = #"{ "event": "note", "at": "2023-11-14T22:13:20.000Z", "level": "#
        let lines = base.errors.split(separator: "\n").map(String.init)
        #expect(lines.count == 5)
        #expect(lines.first == #"\#(head)"info", "text": "Plan\n  rows  3" }"#)
        #expect(lines.dropFirst().first == #"\#(head)"warning", "text": "\"odd\"" }"#)
        #expect(lines.dropFirst(2).first?.contains(#""event": "question""#) ?? false)
        #expect(lines.dropFirst(2).first?.contains(#""text": "Send? [y/N]""#) ?? false)
        #expect(lines.last == #"\#(head)"error", "text": "no" }"#)
        let event = try JSONDecoder().decode(Event.self, from: Data(lines[3].utf8))
        #expect(event == Event(event: "progress", phase: "sending", rows: 3, rowsDone: 0))
    }

    private struct Event: Decodable, Equatable {
        var event, phase: String
        var rows, rowsDone: Int
    }

    @Test(
        arguments: [
            (nil, [.error], "xterm", .live), (nil, [], "xterm", .plain),
            (nil, [.error], "dumb", .plain),
            (.live, [], "xterm", .plain), (.plain, [.error], "xterm", .plain),
            (.json, [.error], "xterm", .json),
            (ProgressMode.none, [.error], "xterm", ProgressMode.none),
        ] as [(ProgressMode?, Set<ConsoleStream>, String, ProgressMode)]
    )
    func `a mode fits standard error`(
        wish: ProgressMode?,
        terminals: Set<ConsoleStream>,
        terminal: String,
        mode: ProgressMode
    ) {
        let context = CommandContext(
            environment: ["TERM": terminal],
            workingDirectory: "/",
            console: CapturedConsole(terminals: terminals)
        )
        #expect(ProgressMode(wish, canDraw: context.canDraw) == mode)
    }

    @Test(arguments: [("", true), ("1", false)])
    func `NO_COLOR takes the bar away, and nothing else`(value: String, hasBar: Bool) throws {
        let base = CapturedConsole(terminals: [.error], width: 100)
        let context = CommandContext(
            environment: ["NO_COLOR": value],
            workingDirectory: "/",
            console: base
        )
        let progress = try #require(context.showing(.live).progress)
        progress.begin(ProgressState(.sending, total: 8))
        progress.tick()
        #expect(base.errors.contains("[>") == hasBar, "\(base.errors)")
        #expect(base.errors.contains("0/8  sent 0"), "\(base.errors)")
        #expect(context.showing(.none).progress == nil)
    }

    @Test func `rows are counted by what became of them`() {
        var state = ProgressState(.sending, total: 9)
        let recipient = Recipient(row: 1, line: 2, phone: "", cells: [])
        let verdicts: [(Verdict, Bool)] = [
            (Verdict(.sent), true), (Verdict(.sent), false), (Verdict(.failed, .rejected), true),
            (Verdict(.skipped, .duplicate), false), (Verdict(.unconfirmed, .timedOut), true),
            (Verdict(.pending, .interrupted), true),
        ]
        for (verdict, isNew) in verdicts {
            state.count(ReportRow(recipient, verdict), isNew: isNew)
        }
        let counts: [Int] = [
            state.done, state.sent, state.skipped, state.failed, state.unconfirmed, state.pending,
        ]
        #expect(counts == [6, 2, 1, 1, 1, 1])
        #expect(state.worked == 4 && state.departed == 3)
    }
}
