// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
package import Campaign
package import Ledger
package import Hours
import Configuration
package import Lists
import TerminalKit

/// What `send` was asked to do, complete and consistent.
package struct SendArguments: Sendable, Hashable {
    /// Where the recipients come from.
    package enum Recipients: Sendable, Hashable {
        case file(String)
        case standardInput
    }

    /// Where the message comes from.
    package enum Message: Sendable, Hashable {
        case templateFile(String)
        case text(String)
    }

    /// Whether messages are sent.
    package enum Mode: Sendable, Hashable {
        case send
        /// A dry run; with `lookups` it asks the provider for line types.
        case preview(lookups: Bool)
    }

    /// Where the recipients come from.
    package var recipients: Recipients
    /// Where the message comes from.
    package var message: Message
    /// Whether messages are sent.
    package var mode: Mode
    /// The configuration file.
    package var config: String
    /// Where the report goes.
    package var report: String
    /// The campaign's name.
    package var campaign: String
    /// What is said of the list: the phone column, encoding and delimiter that are not to be found
    /// out.
    package var list: ListOptions
    /// Whether numbers that a spreadsheet broke are repaired.
    package var repairsNumbers: Bool
    /// Which rows of the list are meant: those that fulfil all conditions.
    package var conditions: [RowCondition]
    /// How many recipients that can be sent are tried; nil: all.
    package var limit: Int?
    /// The file that a preview's plan is saved to; nil: none.
    package var savedPlan: String?
    /// The file with the plan that the run is held to; nil: none.
    package var heldToPlan: String?
    /// How many messages go out before the others, to be looked at; nil: none.
    package var canary: Int?
    /// The user's own number, which gets one message while nobody else does; nil: this is no test.
    package var testNumber: String?
    /// The time before which messages must be sent; nil: what the configuration says.
    package var sendBefore: SendDeadline?
    /// Whether the run waits for the end of quiet hours.
    package var waits: Bool
    /// Whether the report shows the rendered texts.
    package var includesMessages: Bool
    /// Whether nothing is asked.
    package var assumesYes: Bool
    /// Whether the summary is JSON.
    package var json: Bool
    /// Whether there is no progress, and no plan where nobody is asked.
    package var quiet: Bool
    /// How progress is shown; nil: as it fits standard error.
    package var progress: ProgressMode?
    /// What the user allows about an earlier run or campaign.
    package var allowances: Overrides
    /// Whether a ledger is made although a report says that messages were sent already
    /// (`--new-ledger`).
    package var allowsNewLedger: Bool
    /// What is accepted of a ledger that is not as its last run left it (`--accept-older-ledger`,
    /// `--moved-ledger`).
    package var ledgerTrust: LedgerTrust
}

extension SendArguments {
    /// Checks the options against each other and fills in what follows from the file's name.
    init(_ options: SendOptions) throws(UsageError) {
        try Self.checkRehearsal(options)
        let recipients = try Self.recipients(options)
        self.init(
            recipients: recipients, message: try Self.message(options),
            mode: try Self.mode(options), config: options.config ?? Settings.defaultFile,
            report: try Self.report(options, recipients),
            campaign: try Self.campaign(options, recipients), list: try Self.list(options),
            repairsNumbers: !options.noRepair, conditions: try Self.conditions(options),
            limit: options.limit, savedPlan: options.savePlan,
            heldToPlan: options.plan, canary: options.canary, testNumber: options.testTo,
            sendBefore: try Self.sendBefore(options), waits: try Self.waits(options),
            includesMessages: options.includeMessages, assumesYes: options.yes, json: options.json,
            quiet: options.quiet, progress: try Self.progress(options),
            allowances: options.allowances, allowsNewLedger: options.newLedger,
            ledgerTrust: options.ledgerTrust)
    }

    private static func recipients(_ options: SendOptions) throws(UsageError) -> Recipients {
        guard let path = options.operands.first else {
            throw UsageError("which list? name a CSV file of recipients")
        }
        guard options.operands.count == 1 else {
            throw UsageError(
                "one list at a time: \"\(options.operands[1])\" is one too many (a message of several words needs quotes)"
            )
        }
        guard !path.isEmpty else { throw UsageError("the name of the recipients file is empty") }
        return path == "-" ? .standardInput : .file(path)
    }

    private static func sendBefore(_ options: SendOptions) throws(UsageError) -> SendDeadline? {
        guard let text = options.sendBefore else { return nil }
        do { return try SendDeadline(text) } catch { throw UsageError("--send-before: \(error)") }
    }

    private static func waits(_ options: SendOptions) throws(UsageError) -> Bool {
        guard options.wait else { return false }
        guard !options.isDryRun else {
            throw UsageError(
                "--wait and --dry-run exclude each other: a dry run shows who would wait")
        }
        return true
    }

    private static func list(_ options: SendOptions) throws(UsageError) -> ListOptions {
        var list = ListOptions(
            phoneColumn: options.phoneColumn, encoding: try options.encoding.map(encoding),
            delimiter: try options.delimiter.map(delimiter))
        (list.headerRow, list.sheet) = (options.headerRow, options.sheet)
        return list
    }

    private static func conditions(_ options: SendOptions) throws(UsageError) -> [RowCondition] {
        var conditions: [RowCondition] = []
        for text in options.conditions {
            guard let condition = RowCondition(text) else {
                throw UsageError(
                    "--where needs COLUMN=VALUE, COLUMN!=VALUE, \"COLUMN is empty\" or "
                        + "\"COLUMN is not empty\", not \"\(text)\"")
            }
            conditions.append(condition)
        }
        return conditions
    }

    private static func encoding(_ name: String) throws(UsageError) -> FileEncoding {
        if let encoding = FileEncoding(named: name) { return encoding }
        let nearest = Spelling.nearest(to: name.lowercased(), in: FileEncoding.names)
        throw UsageError(
            "--encoding: there is no encoding \"\(name)\"; "
                + (nearest.map { "did you mean \($0)?" } ?? "known: "
                    + FileEncoding.names.joined(separator: ", ")))
    }

    private static func delimiter(_ word: String) throws(UsageError) -> UInt8 {
        if let delimiter = DelimiterWord.read(word) { return delimiter }
        throw UsageError(
            "--delimiter needs one character, or \(DelimiterWord.names.joined(separator: ", ")), not \"\(word)\""
        )
    }

    private static func message(_ options: SendOptions) throws(UsageError) -> Message {
        switch (options.template, options.message) {
        case (nil, nil):
            throw UsageError("what should be sent? give --template FILE or --message TEXT")
        case (.some, .some): throw UsageError("--template and --message exclude each other")
        case ("-", _):
            throw UsageError("--template needs a file; standard input can only be the list")
        case (let file?, nil): return .templateFile(file)
        case (nil, let text?): return .text(text)
        }
    }

    private static func mode(_ options: SendOptions) throws(UsageError) -> Mode {
        guard options.isDryRun || !options.lookup else {
            throw UsageError("--lookup belongs to --dry-run")
        }
        return options.isDryRun ? .preview(lookups: options.lookup) : .send
    }

    /// Ways to see before one sends, which exclude each other.
    private static func checkRehearsal(_ options: SendOptions) throws(UsageError) {
        if options.savePlan != nil, !options.isDryRun {
            throw UsageError("--save-plan belongs to --dry-run")
        }
        let chosen = [
            options.isDryRun ? "--dry-run" : nil, options.canary.map { _ in "--canary" },
            options.testTo.map { _ in "--test-to" },
        ].compactMap { $0 }
        guard chosen.count < 2 else {
            throw UsageError("\(chosen[0]) and \(chosen[1]) exclude each other")
        }
        guard options.plan == nil || !options.isDryRun && options.testTo == nil else {
            throw UsageError("--plan is for sending; \(chosen[0]) and --plan exclude each other")
        }
    }

    private static func progress(_ options: SendOptions) throws(UsageError) -> ProgressMode? {
        guard let word = options.progress else { return nil }
        guard let mode = ProgressMode(rawValue: word) else {
            throw UsageError(
                "--progress is one of \(ProgressMode.words.joined(separator: ", ")), not \"\(word)\""
            )
        }
        guard !options.quiet || mode == .none else {
            throw UsageError("--quiet and --progress exclude each other")
        }
        return mode
    }

    private static func report(
        _ options: SendOptions, _ recipients: Recipients
    ) throws(UsageError) -> String {
        guard options.report != "-" else {
            throw UsageError("--report needs a file; the report does not go to standard output")
        }
        switch (recipients, options.report) {
        case (.standardInput, nil):
            throw UsageError("the list comes from standard input: name a file with --report")
        case (.file(let path), let report?) where path == report:
            throw UsageError("the report would overwrite the list; give --report another file")
        case (_, let report?): return report
        case (.file(let path), nil):
            return options.isDryRun
                ? FileName.withoutExtension(path) + "-preview.csv" : defaultReport(of: path)
        }
    }

    /// Where the report of a list goes when nobody says.
    static func defaultReport(of list: String) -> String {
        FileName.withoutExtension(list) + "-report.csv"
    }

    private static func campaign(
        _ options: SendOptions, _ recipients: Recipients
    ) throws(UsageError) -> String {
        switch (recipients, options.campaign) {
        case (_, let name?):
            guard name.contains(where: { !$0.isWhitespace }), !name.contains(where: \.isNewline)
            else { throw UsageError("--campaign needs a name in one line") }
            return name
        case (.standardInput, nil):
            throw UsageError(
                "the list comes from standard input: name the campaign with --campaign")
        case (.file(let path), nil): return FileName.last(FileName.withoutExtension(path))
        }
    }
}
