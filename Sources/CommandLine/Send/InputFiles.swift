// SPDX-License-Identifier: Apache-2.0

import Campaign

/// The files that a run reads or keeps its records in, which its report must never replace.
struct InputFiles {
    private let files: [(path: String, role: String)]

    /// Collects the files of a run.
    init(_ arguments: SendArguments, _ settings: Settings, _ context: CommandContext) {
        var files = [(context.absolute(settings.file), "configuration")]
        if case .file(let path) = arguments.recipients { files.append((context.absolute(path), "list")) }
        if case .templateFile(let path) = arguments.message { files.append((context.absolute(path), "template")) }
        files += settings.suppressionLists.map { ($0.path, "suppression list") }
        for ledger in [settings.ledger, settings.ledgerPath] {
            files += Self.databaseEndings.map { (ledger + $0, "ledger") }
        }
        files += Self.databaseEndings.map { (settings.sandboxMessageLogPath + $0, "practice provider's message log") }
        self.files = files
    }

    /// SQLite's own files beside a database, and the lock of a run.
    private static let databaseEndings = ["", "-wal", "-shm", "-journal", ".lock"]

    /// Refuses a file to be written that would replace one of the files.
    ///
    /// - Parameters:
    ///   - output: what the file is: report, plan.
    ///   - option: the option that names it, and its path as given.
    ///   - absolute: the same path, absolute.
    /// - Throws: a failure that names the file that would be replaced.
    func refuse(_ output: String, _ option: String, at absolute: String) throws(CommandFailure) {
        let identity = FileIdentity(absolute)
        guard let file = files.first(where: { FileIdentity($0.path) == identity }) else { return }
        throw CommandFailure("\(option): the \(output) would overwrite the \(file.role); give it another name")
    }

    /// The same files, and one more.
    func adding(_ path: String, _ role: String) -> InputFiles {
        InputFiles(files: files + [(path, role)])
    }

    private init(files: [(path: String, role: String)]) {
        self.files = files
    }
}
