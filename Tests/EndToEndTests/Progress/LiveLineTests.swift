// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// The live line on a real terminal, seen through a model of its screen.
    @Suite struct LiveLineTests {
        /// What was wrong with a screen after a drawing.
        private final class Findings: Sendable {
            private let found = Guarded<[String]>([])

            var all: [String] { found.withLock { $0 } }

            /// Looks at a screen; the first drawing after a change of the width may have been made
            /// for the width before.
            func look(_ screen: TerminalScreen, drawing: Int) {
                guard drawing > 1 else { return }
                let lines = screen.rows.filter(LiveLineTests.isProgress)
                let wrapped = screen.wrapped.filter(LiveLineTests.isProgress)
                if lines.count > 1 || !wrapped.isEmpty || !screen.unknown.isEmpty {
                    found.withLock { $0.append("\(screen.width): \(screen.rows)") }
                } else if let line = lines.first {
                    found.withLock { $0.append("line: " + line) }
                }
            }

            var wrong: [String] { all.filter { !$0.hasPrefix("line: ") } }
            var lines: [String] {
                all.filter { $0.hasPrefix("line: ") }.map { String($0.dropFirst(6)) }
            }
        }

        private static let total = 24

        /// Whether a row shows the live line or a part of it.
        private static func isProgress(_ row: String) -> Bool {
            row.contains("/\(total)") || row.contains(" left") && !row.contains("was left")
                || row.contains("[=")
        }

        private func makeBench(
            _ script: @escaping PlivoServer.Script = { _, _ in nil }
        ) throws -> Bench {
            var configuration = Configuration()
            (configuration.lookupMode, configuration.sendRate) = ("never", 12)
            var bench = try Bench(configuration, provider: try PlivoServer(script))
            let rows = (0..<Self.total).map { "N,+120255501\($0 + 10)\n" }.joined()
            try bench.folder.write("first_name,phone\n" + rows, to: "list.csv")
            bench.environment["TERM"] = "xterm-256color"
            return bench
        }

        private func start(
            _ bench: Bench,
            on screen: TerminalScreen,
            _ findings: Findings
        ) throws -> PseudoTerminal {
            try PseudoTerminal(
                bench.binary,
                Bench.send,
                environment: bench.environment,
                directory: bench.folder.path,
                screen: screen
            ) { findings.look($0, drawing: $1) }
        }

        @Test(arguments: [40, 60, 80, 120])
        func `there is one line, never wrapped, and none in the end`(width: Int) async throws {
            let (bench, findings) = (try makeBench(), Findings())
            let terminal = try start(bench, on: TerminalScreen(width: width), findings)
            let (status, screen) = await terminal.finish()
            #expect(status == 0, "\(screen.rows)")
            #expect(findings.wrong.isEmpty)
            #expect(findings.lines.contains { $0.contains("/24  sent ") }, "\(findings.all)")
            #expect(!screen.rows.contains(where: Self.isProgress), "\(screen.rows)")
            #expect(
                screen.rows.contains { $0.hasPrefix("Campaign list: 24 recipients in") },
                "\(screen.rows)"
            )
        }

        @Test(arguments: [true, false])
        func `the line stays right when the terminal changes, and other lines stay whole`(
            reflows: Bool
        ) async throws {
            // The last message is in flight when the signal comes.
            let bench = try makeBench { request, index in
                guard index >= 18, let message = request.message else { return nil }
                var reply = ServerReply.json(
                    #"{"api_id": "a", "message_uuid": ["late-\#(message.number)"]}"#,
                    status: 202
                )
                reply.delay = .milliseconds(500)
                return reply
            }
            let findings = Findings()
            let terminal = try start(
                bench,
                on: TerminalScreen(width: 120, reflows: reflows),
                findings
            )
            for (requests, width) in [(4, 40), (8, 100), (12, 60), (16, 120)] {
                await bench.provider.waitForRequests(requests)
                await terminal.resize(to: width)
            }
            await bench.provider.waitForRequests(20)
            terminal.signal(SIGINT)
            let (status, screen) = await terminal.finish()
            #expect(status == 130, "\(screen.rows)")
            #expect(findings.wrong.isEmpty)
            #expect(!screen.rows.contains(where: Self.isProgress), "\(screen.rows)")
            let warning = "Stopping: what is in flight is being finished. Once more leaves at once."
            #expect(screen.rows.contains(warning), "\(screen.rows)")
            #expect(
                screen.rows.contains { $0.hasPrefix("Stopped: the run was interrupted.") },
                "\(screen.rows)"
            )
        }
    }
}
