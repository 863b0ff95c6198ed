// SPDX-License-Identifier: Apache-2.0

import LoopbackServer
import TestSupport

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
          "providers": { "account": { "type": "\(dialect.name)", \(dialect.members(server.baseURL)) } } }
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
