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

    /// Refuses a report that would replace one of the files.
    ///
    /// - Parameters:
    ///   - report: the report's path as given.
    ///   - absolute: the same, absolute.
    /// - Throws: a failure that names the file the report would replace.
    func refuse(report: String, at absolute: String) throws(CommandFailure) {
        let identity = FileIdentity(absolute)
        guard let file = files.first(where: { FileIdentity($0.path) == identity }) else { return }
        throw CommandFailure("--report \(report): the report would overwrite the \(file.role); give it another name")
    }
}
