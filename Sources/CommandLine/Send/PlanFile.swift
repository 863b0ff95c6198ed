// SPDX-License-Identifier: Apache-2.0

import Campaign
import Hashing
import Hours
import Ledger
import SMSText

/// Keeps what was previewed in a file, and holds a run to it.
struct PlanFile: Sendable {
    let job: SendJob

    /// Writes the plan to the file of `--save-plan`; nothing without that option.
    func save(_ plan: Plan) throws {
        guard let path = job.arguments.savedPlan else { return }
        let file = try AtomicFile(path: job.context.absolute(path))
        try file.write(try saved(plan).json())
        try file.replace()
        job.note("The plan was saved: \(path). What was previewed is what is sent with --plan \(Shell.quoted(path)).")
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
