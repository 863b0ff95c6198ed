// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A folder with a list, a configuration and a provider, in which the program is run as a user runs
/// it.
struct Bench: Sendable {
    /// The token that no file and no output may show.
    static let token = "tok-7f3a91-never-shown"
    /// The account.
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

    /// Every file in the folder with what it holds.
    func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            files[name] = FileManager.default.contents(atPath: folder.file(name)) ?? Data()
        }
        return files
    }

    /// A report's rows.
    func report(_ name: String = "list-report.csv") throws -> ReportTable {
        try ReportTable(path: folder.file(name))
    }
}
