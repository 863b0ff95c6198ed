// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Campaign
import Configuration
import Lists
import SMSText
import TerminalKit

/// All that a run is given: configuration, list and template, read and checked before anything is
/// done.
struct SendJob: Sendable {
    let arguments: SendArguments
    let context: CommandContext
    let settings: Settings
    let list: RecipientList
    let template: Template
    let rules: Rules

    /// Reads and checks what the arguments name.
    init(_ arguments: SendArguments, in context: CommandContext) throws {
        self.arguments = arguments
        self.context = context
        settings = try context.settings(from: arguments.config)
        try Self.check(settings)
        try Self.checkOutputs(arguments, settings, context)
        let suppression = try Suppression(
            reading: settings.suppressionLists, defaultRegion: settings.defaultRegion,
            sender: settings.senderNumber)
        let source = TemplateSource(arguments.message, context: context)
        template = try source.template()
        list = try Self.list(arguments, settings, context)
        let bound = try source.bind(template, to: list)
        var rules = Rules(settings: settings, template: bound, width: list.header.count)
        rules.phoneColumns = list.phoneColumns
        rules.regionColumn = list.regions?.column
        rules.repairsNumbers = arguments.repairsNumbers
        rules.expectedRegions = list.expectedRegions.adding(settings.allowedRegions)
        rules.beyondLimit = Hints.beyondLimit
        rules.suppression = suppression
        rules.selection = try Selection(
            arguments.conditions, in: list.header, file: list.name)
        if let consent = settings.columns.consent {
            rules.consent = try ConsentRule(consent, in: list.header, file: list.name)
        }
        rules.sendWindow = try Self.sendWindow(arguments, settings, list)
        self.rules = rules
    }

    /// The sender, which every run needs.
    var sender: String { settings.from ?? "" }

    /// The report's path, absolute.
    var reportPath: String { context.absolute(arguments.report) }

    /// The campaign that the arguments ask for.
    var campaign: SendCampaign {
        let services = CampaignServices(
            settings, in: context, trust: arguments.ledgerTrust)
        return SendCampaign(
            order, with: services, dialogue: SendDialogue(job: self, stop: services.stop).dialogue)
    }

    private var order: CampaignJob {
        var job = CampaignJob(
            name: arguments.campaign, settings: settings, list: list, template: template.source,
            rules: rules, report: ReportLocation(path: reportPath, name: arguments.report),
            options: options)
        // A dry run writes a preview beside the report.
        if arguments.mode != .send, case .file(let path) = arguments.recipients {
            let name = SendArguments.defaultReport(of: path)
            job.earlierReport = ReportLocation(path: context.absolute(name), name: name)
        }
        return job
    }

    private var options: RunOptions {
        var options = RunOptions()
        options.limit = arguments.limit
        options.canary = arguments.canary
        options.waits = arguments.waits
        options.allowances = arguments.allowances
        options.isUnattended = arguments.assumesYes
        options.includesMessages = arguments.includesMessages
        options.allowsNewLedger = arguments.allowsNewLedger
        options.plans = PlanFile(arguments: arguments, settings: settings, context: context).keeping
        return options
    }

    /// Writes a line for a person to standard error.
    func note(_ text: String) { context.console.writeLine(text, to: .error) }

    /// Refuses to replace a file that the run reads by one that it writes.
    private static func checkOutputs(
        _ arguments: SendArguments, _ settings: Settings, _ context: CommandContext
    ) throws(CommandFailure) {
        let files = InputFiles(arguments, settings, context)
        let report = context.absolute(arguments.report)
        try files.refuse("report", "--report \(arguments.report)", at: report)
        guard let plan = arguments.savedPlan else { return }
        try files.adding(report, "report").refuse(
            "plan", "--save-plan \(plan)", at: context.absolute(plan))
    }

    private static func sendWindow(
        _ arguments: SendArguments, _ settings: Settings, _ list: RecipientList
    ) throws(ListError) -> SendWindow? {
        var column: Int?
        if let name = settings.columns.timeZone {
            column = try NamedColumn.index(of: name, in: list.header, file: list.name)
        }
        return SendWindow(
            quietHours: settings.quietHours,
            sendBefore: arguments.sendBefore ?? settings.sendBefore,
            locator: RecipientLocator(column: column))
    }

    private static func check(_ settings: Settings) throws(CommandFailure) {
        guard settings.provider.hasMessages else {
            let name = settings.provider.name
            throw CommandFailure(
                "\(settings.file): providers.\(name): the entry has no \"send\", so it can look numbers up and not send"
            )
        }
        guard settings.from == nil else { return }
        throw CommandFailure(
            "\(settings.file): from: the sender is missing; add \"from\": \"+12025550100\" (your sender)"
        )
    }

    private static func list(
        _ arguments: SendArguments, _ settings: Settings, _ context: CommandContext
    ) throws -> RecipientList {
        var options = arguments.list
        if options.phoneColumns.isEmpty { options.phoneColumns = settings.columns.phones }
        options.regionColumn = settings.columns.region
        options.defaultRegion = settings.defaultRegion
        switch arguments.recipients {
        case .file(let path):
            return try list(
                ListInput(path: context.absolute(path), name: path), options, context.progress)
        case .standardInput:
            return try list(
                ListInput(copying: 0, name: "standard input"), options, context.progress)
        }
    }

    private static func list(
        _ input: ListInput, _ options: ListOptions, _ progress: ProgressConsole?
    ) throws -> RecipientList {
        guard let progress else { return try RecipientList(input, options) }
        progress.begin(
            ProgressState(.reading, total: (input.byteCount ?? 0) * RecipientList.readings))
        defer { progress.end() }
        return try RecipientList(input, options) { bytes in
            progress.update { $0.done += bytes }
            progress.tick()
        }
    }
}

/// The files that a run reads or keeps its records in, which its report must never replace.
struct InputFiles {
    private let files: [(path: String, role: String)]

    /// Collects the files of a run.
    init(_ arguments: SendArguments, _ settings: Settings, _ context: CommandContext) {
        var files = [(context.absolute(settings.file), "configuration")]
        if case .file(let path) = arguments.recipients {
            files.append((context.absolute(path), "list"))
        }
        if case .templateFile(let path) = arguments.message {
            files.append((context.absolute(path), "template"))
        }
        files += settings.suppressionLists.map { ($0.path, "suppression list") }
        for ledger in [settings.ledger, settings.ledgerPath] {
            files += Self.databaseEndings.map { (ledger + $0, "ledger") }
        }
        files += Self.databaseEndings.map {
            (settings.sandboxMessageLogPath + $0, "practice provider's message log")
        }
        self.files = files
    }

    /// SQLite's own files beside a database, and the lock of a run.
    private static let databaseEndings = [
        "", "-wal", "-shm", "-journal", ".lock", ".outcomes",
    ]

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
        throw CommandFailure(
            "\(option): the \(output) would overwrite the \(file.role); give it another name")
    }

    /// The same files, and one more.
    func adding(_ path: String, _ role: String) -> InputFiles {
        InputFiles(files: files + [(path, role)])
    }

    private init(files: [(path: String, role: String)]) { self.files = files }
}

/// Where a template comes from, and how its mistakes are named.
struct TemplateSource {
    private let message: SendArguments.Message
    private let context: CommandContext

    init(_ message: SendArguments.Message, context: CommandContext) {
        self.message = message
        self.context = context
    }

    /// Reads and parses the template.
    func template() throws -> Template {
        let text = try self.text()
        do throws(TemplateError) { return try Template(parsing: text) } catch {
            throw failure(error)
        }
    }

    /// Ties the template's placeholders to the list's columns.
    func bind(_ template: Template, to list: RecipientList) throws(CommandFailure) -> BoundTemplate
    {
        do throws(TemplateError) { return try template.bound(to: list.templateColumns) } catch {
            throw failure(error)
        }
    }

    private func text() throws(CommandFailure) -> String {
        switch message {
        case .text(let text): return text
        case .templateFile(let path):
            let file = try TemplateFile(try bytes(path), path: path)
            if let warning = file.warning { context.console.writeLine(warning, to: .error) }
            return file.text
        }
    }

    private func bytes(_ path: String) throws(CommandFailure) -> [UInt8] {
        do { return try SmallFile.bytes(of: context.absolute(path)) } catch {
            throw CommandFailure("\(path): \(error)")
        }
    }

    private func failure(_ error: TemplateError) -> CommandFailure {
        let place = error.line.flatMap { line in error.column.map { ":\(line):\($0)" } } ?? ""
        return CommandFailure("\(name)\(place): \(error.kind)")
    }

    private var name: String {
        switch message {
        case .templateFile(let path): path
        case .text: "--message"
        }
    }
}
