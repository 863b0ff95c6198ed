// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLite
import TestSupport
import Testing

/// The program as it was built, run as a user runs it.
///
/// One run after the other: each is a process of its own, and dozens at once would make time-outs
/// and rates a matter of luck.
@Suite(.serialized) struct EndToEnd {}

/// A folder with a list, a configuration and a provider, in which the program is run as a user runs
/// it.
struct Bench: Sendable {
    /// The token that no file and no output may show.
    static let token = "tok-7f3a91-never-shown"
    static let account = "MATESTTESTTESTTEST00"

    let folder: ScratchFolder
    let provider: PlivoServer
    let binary: BuiltBinary
    /// What the program finds in its environment.
    var environment: [String: String]

    /// Makes a folder with `config.json`, `list.csv` and `message.txt` in it.
    init(_ configuration: Configuration = Configuration(), provider: PlivoServer? = nil) throws {
        folder = try ScratchFolder()
        self.provider = try provider ?? PlivoServer()
        binary = try BuiltBinary.find()
        let temporary = folder.file("temporary")
        try FileManager.default.createDirectory(
            atPath: temporary,
            withIntermediateDirectories: false
        )
        environment = ["PLIVO_TOKEN": Self.token, "TMPDIR": temporary]
        try write(configuration)
        try folder.write(Self.list, to: "list.csv")
        try folder.write("Hi {{first_name}}, see you.", to: "message.txt")
    }

    /// Three recipients: two mobiles and a landline.
    static let list = """
        first_name,phone
        Ann,(202) 555-0101
        Bob,202-555-0150
        Cyd,+12025550102

        """

    /// The words that send the list.
    static let send = ["send", "list.csv", "--template", "message.txt", "--yes"]

    /// Writes the configuration file.
    func write(_ configuration: Configuration) throws {
        try folder.write(configuration.text(baseURL: provider.baseURL), to: "config.json")
    }

    /// Runs the program to its end.
    func run(_ words: [String], input: String? = nil) async throws -> FinishedRun {
        try await binary.run(words, environment: environment, input: input, directory: folder.path)
    }

    /// Starts the program.
    func start(_ words: [String], input: String? = nil) throws -> RunningBinary {
        try binary.start(words, environment: environment, input: input, directory: folder.path)
    }

    /// Runs shell text in which `$SMS` is the program, for what needs pipes and redirections.
    func shell(_ text: String) async throws -> FinishedRun {
        try await BuiltBinary(path: "/bin/bash").run(
            ["-c", text],
            environment: environment.merging(["SMS": binary.path]) { $1 },
            directory: folder.path
        )
    }

    /// Every file in the folder with what it holds, but for the mirrors of its ledgers.
    func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        where !name.hasPrefix(".state") {
            files[name] = FileManager.default.contents(atPath: folder.file(name)) ?? Data()
        }
        return files
    }

    /// A report's rows.
    func report(_ name: String = "list-report.csv") throws -> ReportTable {
        try ReportTable(path: folder.file(name))
    }
}

/// The parts of a configuration that tests change.
struct Configuration: Sendable {
    /// The chosen provider entry.
    var provider = "plivo"
    /// Whether numbers are looked up.
    var lookupMode = "auto"
    /// Messages a second.
    var sendRate = 1000
    /// How often a request is tried.
    var attempts = 2
    /// Seconds that a request may take.
    var timeout = 5
    /// The address of the provider; nil is the test's own server.
    var baseURL: String?
    /// Further keys, each with a comma behind it.
    var more = ""

    /// The file's text.
    func text(baseURL own: String) -> String {
        let address = baseURL ?? own
        return """
            {
              "provider": "\(provider)", "from": "+12025550199", "defaultRegion": "US", "ledger": \
            "ledger.sqlite",
              "lookup": { "mode": "\(lookupMode)", "ratePerSecond": 1000 },
              "send": { "ratePerSecond": \(sendRate) },
              "retry": { "attempts": \(attempts), "baseSeconds": 0.01, "maxSeconds": 0.05, \
            "timeoutSeconds": \(timeout) },
              \(more)
              "providers": {
                "plivo": \(entry(address)),
                "second": \(entry(address))
              }
            }

            """
    }

    private func entry(_ address: String) -> String {
        """
        { "type": "plivo", "authID": "\(Bench.account)", "authToken": "${PLIVO_TOKEN}",
              "baseURL": "\(address)", "lookupBaseURL": "\(address)" }
        """
    }
}

extension Bench {
    /// Expects a command line to be refused: exit 2, one sentence with these parts, nothing sent,
    /// nothing written.
    func expectRefusal(
        _ words: [String],
        saying parts: [String],
        input: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let before = try files()
        let requests = provider.requests.count
        let refused = try await run(words, input: input)
        #expect(refused.status == 2, "\(refused)", sourceLocation: sourceLocation)
        #expect(refused.output.isEmpty, sourceLocation: sourceLocation)
        expectOneSentence(of: refused, saying: parts, sourceLocation)
        #expect(provider.requests.count == requests, sourceLocation: sourceLocation)
        let after = try files()
        #expect(after.keys.sorted() == before.keys.sorted(), sourceLocation: sourceLocation)
        // The lock's file names the process that held it last.
        #expect(
            after.filter { !$0.key.hasSuffix(".lock") }
                == before.filter { !$0.key.hasSuffix(".lock") },
            sourceLocation: sourceLocation
        )
    }

    /// The sentence, and for a wrong command line the place where more is told.
    private func expectOneSentence(
        of run: FinishedRun,
        saying parts: [String],
        _ sourceLocation: SourceLocation
    ) {
        let lines = run.errors.split(separator: "\n")
        let sentences = lines.filter { !$0.hasPrefix("see '") }
        #expect(sentences.count == 1, "\(run.errors)", sourceLocation: sourceLocation)
        #expect(
            sentences.first?.hasPrefix("error: ") == true,
            "\(run.errors)",
            sourceLocation: sourceLocation
        )
        for part in parts {
            #expect(run.errors.contains(part), "\(run.errors)", sourceLocation: sourceLocation)
        }
    }
}

extension Bench {
    /// Makes what is unconfirmed an hour older, in place of waiting for it.
    func ageUnconfirmed(in ledger: String) throws {
        let database = try Database(path: folder.file(ledger))
        let earlier = "strftime('%Y-%m-%dT%H:%M:%fZ', %@, '-1 hour')"
        let columns = ["intended_at", "updated_at"].map {
            "\($0) = \(earlier.replacing("%@", with: $0))"
        }
        try database.execute(
            "UPDATE messages SET \(columns.joined(separator: ", ")) WHERE state = 'unconfirmed'"
        )
    }
}
