// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Campaign
import Configuration
import Hours
import Lists
import TerminalKit

/// The files of `--save-plan` and `--plan`.
struct PlanFile: Sendable {
    let arguments: SendArguments
    let settings: Settings
    let context: CommandContext

    /// What a campaign does with its plan by the options.
    var keeping: PlanKeeping {
        var keeping = PlanKeeping()
        keeping.program = SMSCampaign.versionLine
        keeping.options = options
        keeping.configuration = { try bytes(settings.file) }
        if let path = arguments.heldToPlan { keeping.check = { try check($0, path) } }
        if let path = arguments.savedPlan { keeping.save = { try save($0, path) } }
        return keeping
    }

    /// Writes a plan to the file of `--save-plan`.
    private func save(_ plan: SavedPlan, _ path: String) throws {
        let file = try AtomicFile(path: context.absolute(path), kind: .plan)
        try file.write(try plan.json())
        try file.replace()
        context.console.writeLine(
            "The plan was saved: \(path). What was previewed is what is sent with --plan \(Shell.quoted(path)).",
            to: .error)
    }

    /// Refuses a run that is not the one of `--plan`.
    ///
    /// - Throws: a failure that names what differs, or that the file is no plan.
    private func check(_ plan: SavedPlan, _ path: String) throws(CommandFailure) {
        guard let before = SavedPlan(json: try bytes(path)) else {
            throw CommandFailure(
                "\(path): this is no plan that this version's --save-plan wrote; preview and save it again"
            )
        }
        let differences = before.differences(to: plan)
        guard !differences.isEmpty else { return }
        throw CommandFailure(
            "this is not what the plan \(path) of \(before.savedAt) shows: \(differences.joined(separator: "; ")); "
                + "preview again with --dry-run --save-plan, or send without --plan")
    }

    private func bytes(_ path: String) throws(CommandFailure) -> [UInt8] {
        do { return try SmallFile.bytes(of: context.absolute(path)) } catch {
            throw CommandFailure("\(path): \(error)")
        }
    }

    /// The options that change who gets what; a flag has no value.
    private var options: [String: String] {
        var options: [String: String] = [:]
        options["limit"] = arguments.limit.map { "\($0)" }
        options["send-before"] = arguments.sendBefore?.description
        options["phone-column"] = arguments.list.phoneColumns.first
        options["encoding"] = arguments.list.encoding.map { "\($0)" }
        options["delimiter"] = arguments.list.delimiter.map { String(UnicodeScalar($0)) }
        options["sheet"] = arguments.list.sheet
        options["header-row"] = arguments.list.headerRow.map { "\($0)" }
        if !arguments.repairsNumbers { options["no-repair"] = "" }
        if !arguments.conditions.isEmpty {
            options["where"] = arguments.conditions.map(\.description).sorted().joined(
                separator: " and ")
        }
        if arguments.allowances.foreignPlaceholders { options["literal"] = "" }
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
            "warning: \(list.name) is not UTF-8; it is read as \(list.format.encoding): "
            + guessed.examples.joined(separator: ", ") + more
            + ". If these letters are wrong, name the encoding with --encoding "
            + "(such as iso-8859-15 or gb18030), "
            + "or save the list as UTF-8."
    }
}
