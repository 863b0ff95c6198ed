// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Campaign
import HTTP
import Hours
import Ledger
import Configuration
import Lists
import Pacing
import SMSText
import TerminalKit

/// A dry run without lookups: no network code runs, and nothing but the report is written.
struct PreviewRun: Sendable {
    let job: SendJob

    func run() async throws -> ExitCode {
        let time = SystemTime()
        let begin = time.now
        let desk = LedgerAccess(job: job)
        let ledger = try desk.openToRead()
        let report = try job.report(withMessage: true)
        let plan = try await desk.plan(ledger) { try report.append($0) }
        let obstacles = try await desk.obstacles(ledger, to: plan)
        let lost = try await desk.knowsNoCampaign(ledger) ? EarlierReport(job: job).obstacle() : nil
        await ledger?.close()
        try report.finish()
        try PlanFile(job: job).save(plan)
        if !job.arguments.quiet { PlanText(job: job, plan: plan).show() }
        if plan.unconfirmedAgain > 0 {
            job.note(
                "warning: where the provider has a message log, send asks it first and leaves out what is in it or in doubt"
            )
        }
        for obstacle in obstacles.map(Hints.sentence) + [lost].compactMap({ $0 }) {
            job.note("warning: send would stop here: \(obstacle)")
        }
        SummaryDisplay(job: job).show(summary(of: plan, after: time.now - begin), .done)
        return .done
    }

    private func summary(of plan: Plan, after duration: Duration) -> Summary {
        var summary = SummaryDisplay(job: job).summary(plan.tally, plan.lookups)
        summary.dryRun = true
        summary.estimatedCost = plan.cost(job.settings.prices)
        summary.duration = duration
        summary.estimatedDuration = plan.duration(job.settings)
        return summary
    }
}

/// A dry run with lookups: the preview is exact, the lookups cost money and are remembered, nothing
/// is sent.
struct LookupPreviewRun: Sendable {
    let job: SendJob

    func run() async throws -> ExitCode {
        let desk = LedgerAccess(job: job)
        try ReportFile.checkPlace(job.reportPath)
        let known = try desk.openToRead()
        let plan = try await desk.plan(known)
        let obstacles = try await desk.obstacles(known, to: plan)
        await known?.close()
        guard plan.lookups.requested > 0 else { return try await PreviewRun(job: job).run() }
        try Service.check(job.settings, environment: job.context.environment)
        if !job.arguments.quiet { PlanText(job: job, plan: plan).show() }
        for obstacle in obstacles {
            job.note("warning: send would stop here: \(Hints.sentence(of: obstacle))")
        }
        guard try confirm(plan) else {
            job.note("No lookup was made.")
            return .refused
        }
        try job.list.verify(plan.digest)
        let ledger = try await desk.openForRequests()
        let rows = try await desk.rows(ledger, plan)
        let exitCode = try await Execution(job: job, purpose: .preview).run(rows, plan, ledger)
        // What is kept is what a run finds that is made now: the lookups are in the cache.
        if exitCode == .done { try PlanFile(job: job).save(try await desk.plan(ledger)) }
        await ledger.close()
        return exitCode
    }

    private func confirm(_ plan: Plan) throws(CommandFailure) -> Bool {
        if job.arguments.assumesYes { return true }
        return try Question.lookups(plan.lookups.requested, job.settings.prices).ask(
            in: job.context
        )
    }
}

/// Keeps what was previewed in a file, and holds a run to it.
struct PlanFile: Sendable {
    let job: SendJob

    /// Writes the plan to the file of `--save-plan`; nothing without that option.
    func save(_ plan: Plan) throws {
        guard let path = job.arguments.savedPlan else { return }
        let file = try AtomicFile(path: job.context.absolute(path))
        try file.write(try saved(plan).json())
        try file.replace()
        job.note(
            "The plan was saved: \(path). What was previewed is what is sent with --plan \(Shell.quoted(path))."
        )
    }

    /// Refuses a run that is not the one of `--plan`.
    ///
    /// - Throws: a failure that names what differs, or that the file is no plan.
    func check(_ plan: Plan) throws(CommandFailure) {
        guard let path = job.arguments.heldToPlan else { return }
        let before = try read(path)
        let differences = before.differences(to: try saved(plan))
        guard !differences.isEmpty else { return }
        throw CommandFailure(
            "this is not what the plan \(path) of \(before.savedAt) shows: \(differences.joined(separator: "; ")); "
                + "preview again with --dry-run --save-plan, or send without --plan"
        )
    }

    private func read(_ path: String) throws(CommandFailure) -> SavedPlan {
        guard let plan = SavedPlan(json: try bytes(path)) else {
            throw CommandFailure(
                "\(path): this is no plan that this version's --save-plan wrote; preview and save it again"
            )
        }
        return plan
    }

    private func saved(_ plan: Plan) throws(CommandFailure) -> SavedPlan {
        SavedPlan(
            program: SMSCampaign.versionLine,
            savedAt: Timestamp.text(job.context.now),
            campaign: job.arguments.campaign,
            inputs: try inputs(plan),
            options: options,
            counts: .init(plan)
        )
    }

    private func inputs(_ plan: Plan) throws(CommandFailure) -> SavedPlan.Inputs {
        SavedPlan.Inputs(
            list: plan.digest.whole,
            template: SHA256.digest(of: job.template.source.utf8).hex,
            configuration: SHA256.digest(of: try bytes(job.settings.file)).hex,
            suppressionLists: job.rules.suppression.fingerprint.hex
        )
    }

    private func bytes(_ path: String) throws(CommandFailure) -> [UInt8] {
        do {
            return try SmallFile.bytes(of: job.context.absolute(path))
        } catch {
            throw CommandFailure("\(path): \(error)")
        }
    }

    /// The options that change who gets what; a flag has no value.
    private var options: [String: String] {
        let arguments = job.arguments
        var options: [String: String] = [:]
        options["limit"] = arguments.limit.map { "\($0)" }
        options["send-before"] = arguments.sendBefore?.description
        options["phone-column"] = arguments.list.phoneColumn
        options["encoding"] = arguments.list.encoding.map { "\($0)" }
        options["delimiter"] = arguments.list.delimiter.map { String(UnicodeScalar($0)) }
        if !arguments.repairsNumbers { options["no-repair"] = "" }
        return options
    }
}

/// What is to be said of a list whose encoding is a guess: a person can see whether the letters are
/// right.
struct GuessWarning {
    let list: RecipientList

    /// Nil where nothing depends on the guess.
    var text: String? {
        let guessed = list.guessedText
        guard guessed.count > 0 else { return nil }
        let rest = guessed.count - guessed.examples.count
        let more = rest > 0 ? " and \(Figures.count(rest, "more cell", "more cells"))" : ""
        return
            "warning: \(Printable.text(list.name)) is not UTF-8; it is read as \(list.format.encoding): "
            + Printable.text(guessed.examples.joined(separator: ", ")) + more
            + ". If these letters are wrong, name the encoding with --encoding (such as iso-8859-15 or macintosh), "
            + "or save the list as UTF-8."
    }
}
