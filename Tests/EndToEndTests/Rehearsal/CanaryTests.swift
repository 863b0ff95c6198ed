// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// The first messages go out alone, and are looked at.
    @Suite struct CanaryTests {
        private static let canary = Bench.send + ["--canary", "2"]

        private static let list =
            "first_name,phone\n" + (1...6).map { "N,+1202555010\($0)\n" }.joined()

        /// A provider that says this of every message when it is asked.
        private static func makeBench(
            _ state: @escaping @Sendable (_ id: String) -> ServerReply
        ) throws -> Bench {
            var configuration = Configuration()
            configuration.lookupMode = "never"
            let states = MessageStates(answer: state)
            let bench = try Bench(
                configuration,
                provider: try PlivoServer { request, _ in states.reply(to: request) }
            )
            try bench.folder.write(Self.list, to: "list.csv")
            return bench
        }

        @Test func `delivered messages let the others follow, in one summary`() async throws {
            let bench = try Self.makeBench { _ in MessageStates.state("delivered") }
            let run = try await bench.run(Self.canary + ["--json"])
            #expect(run.status == 0, "\(run)")
            #expect(run.errors.contains("2 messages accepted by the provider"), "\(run)")
            #expect(
                try run.json()["counts"] as? [String: Int] == [
                    "sent": 6, "skipped": 0, "failed": 0, "unconfirmed": 0, "pending": 0,
                ]
            )
            #expect(bench.provider.recipients == (1...6).map { "+1202555010\($0)" })
            #expect(try bench.report()["delivery"].prefix(2) == ["delivered", "delivered"])
        }

        @Test
        func `one message that was not delivered leaves the others, and the next run goes on`()
            async throws
        {
            let bench = try Self.makeBench { id in
                MessageStates.state(
                    id.hasSuffix("0102") ? "undelivered" : "delivered",
                    code: id.hasSuffix("0102") ? "30" : nil
                )
            }
            let run = try await bench.run(Self.canary)
            #expect(run.status == 3, "\(run)")
            #expect(
                run.errors.contains("The others were left: 1 message was not delivered"),
                "\(run)"
            )
            #expect(bench.provider.messages.count == 2)
            #expect(
                try bench.report().fates == ["sent", "sent"]
                    + Array(repeating: "pending stopped", count: 4)
            )
            #expect(try bench.report()["delivery"].prefix(2) == ["delivered", "undelivered"])
            // What the earlier messages came to does not speak against the next ones.
            let next = try await bench.run(Self.canary)
            #expect(next.status == 0, "\(next)")
            #expect(bench.provider.messages.count == 6)
        }

        @Test func `what becomes known of earlier messages says nothing about the canary`()
            async throws
        {
            let bench = try Self.makeBench { id in
                let isEarlier = id.hasSuffix("0101")
                return MessageStates.state(
                    isEarlier ? "undelivered" : "delivered",
                    code: isEarlier ? "30" : nil
                )
            }
            #expect(try await bench.run(Bench.send + ["--limit", "1"]).status == 0)
            let run = try await bench.run(Self.canary)
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.messages.count == 6)
        }

        @Test func `a refused message leaves the others`() async throws {
            let provider = try PlivoServer { request, _ in
                guard request.message?.number == "+12025550101" else {
                    return MessageStates { _ in MessageStates.state("delivered") }.reply(
                        to: request
                    )
                }
                return .json(
                    #"{"api_id": "a", "error": "dst parameter is not a valid phone number"}"#,
                    status: 400
                )
            }
            var configuration = Configuration()
            configuration.lookupMode = "never"
            let bench = try Bench(configuration, provider: provider)
            try bench.folder.write(Self.list, to: "list.csv")
            let run = try await bench.run(Self.canary)
            #expect(
                run.status == 3 && run.errors.contains("1 message was refused or is unconfirmed"),
                "\(run)"
            )
            #expect(provider.messages.count == 2)
        }

        @Test
        func `what was refused before and waits for its second try is no fault of the canary's`()
            async throws
        {
            let hasFailed = Guarded<Set<String>>([])
            let provider = try PlivoServer { request, _ in
                guard let number = request.message?.number,
                    hasFailed.withLock({ $0.insert(number).inserted })
                else {
                    return MessageStates { _ in MessageStates.state("delivered") }.reply(
                        to: request
                    )
                }
                return .json(
                    #"{"api_id": "a", "error": "dst parameter is not a valid phone number"}"#,
                    status: 400
                )
            }
            var configuration = Configuration()
            configuration.lookupMode = "never"
            let bench = try Bench(configuration, provider: provider)
            try bench.folder.write(Self.list, to: "list.csv")
            #expect(try await bench.run(Bench.send).status == 1)
            let run = try await bench.run(Self.canary + ["--retry-rejected"])
            #expect(run.status == 0, "\(run)")
            #expect(try bench.report().fates == Array(repeating: "sent", count: 6))
        }

        @Test(arguments: [("y\ny\n", 0, 6), ("y\nn\n", 3, 2), ("n\n", 2, 0)])
        func `a person is asked twice: before the first, and before the others`(
            typed: String,
            status: Int32,
            messages: Int
        ) async throws {
            let bench = try Self.makeBench { _ in MessageStates.state("delivered") }
            let words = Self.canary.filter { $0 != "--yes" }
            let terminal = try PseudoTerminal(
                bench.binary,
                words,
                environment: bench.environment,
                directory: bench.folder.path,
                screen: TerminalScreen(width: 100),
                typed: typed
            )
            let (ended, screen) = await terminal.finish()
            #expect(ended == status, "\(screen.rows)")
            #expect(bench.provider.messages.count == messages)
            // Typed ahead, an answer gives its question no line of its own; where more is sent, the
            // live line takes that place.
            guard status == 3 else { return }
            let question = "Go on with up to 4 more recipients? [y/N]"
            #expect(screen.rows.contains { $0.contains(question) }, "\(screen.rows)")
        }

        @Test(arguments: [false, true])
        func `Ctrl-C ends the program at the second question, and the run after it in order`(
            saysYes: Bool
        ) async throws {
            let states = MessageStates { _ in MessageStates.state("delivered") }
            let provider = try PlivoServer { request, index in
                guard var reply = states.reply(to: request) else { return nil }
                // The first message of the others is in flight when the signal comes.
                if index >= 4 { reply.delay = .milliseconds(300) }
                return reply
            }
            var configuration = Configuration()
            (configuration.lookupMode, configuration.sendRate) = ("never", 5)
            let bench = try Bench(configuration, provider: provider)
            try bench.folder.write(Self.list, to: "list.csv")
            let terminal = try PseudoTerminal(
                bench.binary,
                Self.canary.filter { $0 != "--yes" },
                environment: bench.environment,
                directory: bench.folder.path,
                screen: TerminalScreen(width: 100),
                typed: "y\n"
            )
            await terminal.wait(for: "Go on with up to 4 more recipients? [y/N]")
            if saysYes {
                terminal.type("y\n")
                await provider.waitForRequests(5)
            }
            terminal.signal(SIGINT)
            let (status, screen) = await terminal.finish()
            // Ended by the signal itself, or by the program in order.
            #expect(status == (saysYes ? 130 : SIGINT), "\(screen.rows)")
            #expect(
                saysYes ? (3...5).contains(provider.messages.count) : provider.messages.count == 2
            )
            let fates = try bench.report().fates
            #expect(
                fates.filter { $0 == "sent" }.count == provider.messages.count
                    && fates.last?.hasPrefix("pending") == true
            )
        }

        @Test func `a limit counts the canary in`() async throws {
            let bench = try Self.makeBench { _ in MessageStates.state("delivered") }
            #expect(try await bench.run(Self.canary + ["--limit", "5"]).status == 0)
            #expect(bench.provider.messages.count == 5)
            #expect(try bench.report().fates.last == "pending limit")
        }

        @Test func `a list no longer than the canary is sent at once`() async throws {
            let bench = try Self.makeBench { _ in .json("{}", status: 500) }
            let run = try await bench.run(Bench.send + ["--canary", "6"])
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.messages.count == 6)
        }

        @Test func `an account that was refused after acceptance stops the run`() async throws {
            let bench = try Self.makeBench { _ in MessageStates.state("failed", code: "900") }
            let run = try await bench.run(Self.canary)
            #expect(run.status == 3 && run.errors.contains("Stopped:"), "\(run)")
            #expect(bench.provider.messages.count == 2)
        }
    }
}
