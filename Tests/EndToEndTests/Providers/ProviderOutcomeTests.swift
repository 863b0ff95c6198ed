// SPDX-License-Identifier: Apache-2.0

import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// The same outcomes with every provider: what differs is the language only.
    @Suite struct ProviderOutcomeTests {
        @Test(arguments: Dialect.all)
        func `a campaign ends alike with every provider`(dialect: Dialect) async throws {
            let bench = try ProviderBench(dialect)
            for _ in 1...2 {
                let run = try await bench.run(ProviderBench.send)
                #expect(run.status == 1, "\(run)")
                let expected = [
                    "sent", "skipped fixed_line", "skipped invalid_number", "failed rejected",
                    "skipped opted_out",
                    "unconfirmed server_error",
                ]
                #expect(try bench.report().fates == expected)
                #expect(try bench.report()["message_id"].first == "id-1")
                #expect(bench.recipients == ["01", "02", "03", "04"])
            }
        }

        @Test(arguments: Dialect.all)
        func `an opt-out that the provider reports holds in every campaign`(
            dialect: Dialect
        ) async throws {
            let bench = try ProviderBench(dialect)
            _ = try await bench.run(ProviderBench.send)
            let words = ["--campaign", "second", "--again", "--report", "second.csv"]
            let run = try await bench.run(ProviderBench.send + words)
            #expect(try bench.report("second.csv").fates[4] == "skipped opted_out", "\(run)")
            #expect(bench.recipients.count { $0 == "03" } == 1)
        }

        @Test(arguments: Dialect.all)
        func `credentials that are refused stop the run, and are not shown`(
            dialect: Dialect
        ) async throws {
            let bench = try ProviderBench(dialect, everyMessage: .badCredentials)
            let run = try await bench.run(ProviderBench.send + ["--limit", "1"])
            #expect(run.status == 3, "\(run)")
            #expect(try bench.report().fates.first == "pending stopped")
            #expect(run.errors.contains("credentials") && run.errors.contains("‹hidden›"), "\(run)")
            #expect(!run.errors.contains(Dialect.secret) && !run.output.contains(Dialect.secret))
        }
    }
}

/// A folder with a list of six recipients, to each of whom something else happens, and a server
/// that speaks a provider's language.
struct ProviderBench {
    private let dialect: Dialect
    private let folder: ScratchFolder
    private let server: ScriptedServer
    private let binary: BuiltBinary

    /// Makes the folder; without a fate for every message, it depends on the number.
    init(_ dialect: Dialect, everyMessage fate: Dialect.Fate? = nil) throws {
        self.dialect = dialect
        folder = try ScratchFolder()
        binary = try BuiltBinary.find()
        server = try ScriptedServer { request, _ in
            if let number = dialect.lookedUpNumber(request) {
                return dialect.line(Self.line(of: number))
            }
            guard let number = dialect.recipient(request) else {
                return .text("no such path", status: 404)
            }
            return dialect.fate(fate ?? Self.fate(of: number))
        }
        try folder.write(configuration, to: "config.json")
        try folder.write("phone\n" + Self.numbers.map { $0 + "\n" }.joined(), to: "list.csv")
    }

    /// The list: accepted, a landline, nobody's, refused, opted out, not clear.
    private static let numbers = ["01", "50", "51", "02", "03", "04"].map { "+120255501" + $0 }

    /// The words that send the list.
    static let send = ["send", "list.csv", "--message", "Hi", "--yes"]

    /// The recipients of all messages that were handed over, whatever the answer was, sorted, by
    /// their last two digits.
    var recipients: [String] {
        server.requests.compactMap(dialect.recipient).map { String($0.suffix(2)) }.sorted()
    }

    /// What happened to each recipient, and the report's rows.
    func report(_ name: String = "list-report.csv") throws -> ReportTable {
        try ReportTable(path: folder.file(name))
    }

    /// Runs the program to its end.
    func run(_ words: [String]) async throws -> FinishedRun {
        try await binary.run(words, environment: ["SECRET": Dialect.secret], directory: folder.path)
    }

    private var configuration: String {
        """
        { "provider": "account", "from": "+12025550199", "ledger": "ledger.sqlite",
          "lookup": { "mode": "always", "ratePerSecond": 1000 }, "send": { "ratePerSecond": 1000 },
          "retry": { "attempts": 2, "baseSeconds": 0.01, "maxSeconds": 0.05, "timeoutSeconds": 20 },
          "providers": { "account": { "type": "\(dialect.name)", \
        \(dialect.members(server.baseURL)) } } }
        """
    }

    private static func line(of number: String) -> Dialect.Line {
        switch number.suffix(2) {
        case "50": .landline
        case "51": .nobody
        default: .mobile
        }
    }

    private static func fate(of number: String) -> Dialect.Fate {
        switch number.suffix(2) {
        case "02": .refused
        case "03": .optedOut
        case "04": .unclear
        default: .accepted
        }
    }
}
