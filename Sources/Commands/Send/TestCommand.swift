// SPDX-License-Identifier: Apache-2.0

import ReportPage
import Basics
import Campaign
import Ledger
import Configuration
import Lists
import PhoneNumbers
import SMSText
import TerminalKit

import struct Foundation.Date

/// Shows what became of a test message, as a sentence or as JSON.
struct TestDisplay {
    let job: SendJob
    let row: ReportRow

    /// Shows it on standard output.
    ///
    /// - Parameter stopCause: why the run ended before its time; `nil` where it went to its end.
    /// - Returns: the exit code.
    func show(_ stopCause: StopCause?) -> ExitCode {
        let exitCode = exitCode(stopCause)
        let text = job.arguments.json ? json(exitCode).text : sentence
        job.context.console.write(text + "\n", to: .output)
        return exitCode
    }

    private var number: String { row.number?.e164 ?? "" }

    private var sentence: String {
        let verdict = row.verdict
        let detail = verdict.detail.isEmpty ? "" : ": \(Printable.text(verdict.detail))"
        guard verdict.status == .sent else {
            return "\(number): \(Wording.heading(verdict.status))\(detail)"
        }
        let id = row.delivery?.messageID.map { ", message id \(Printable.text($0))" } ?? ""
        return "\(number): sent\(id). Look at your phone before you send it to everybody."
    }

    private func json(_ exitCode: ExitCode) -> JSONText {
        .object([
            ("test", .bool(true)), ("campaign", .string(job.arguments.campaign)),
            ("number", .string(number)),
            ("row", .integer(row.recipient.row)), ("status", .string(row.verdict.status.rawValue)),
            ("reason", row.verdict.reason.map { .string($0.word) } ?? .null),
            ("detail", .string(row.verdict.detail)),
            ("segments", row.size.map { .integer($0.segments) } ?? .null),
            ("message_id", row.delivery?.messageID.map(JSONText.string) ?? .null),
            ("exit", exitCode.json),
        ])
    }

    private func exitCode(_ stopCause: StopCause?) -> ExitCode {
        if case .signal = stopCause, let stopCause { return ExitCode(stopCause.ending) }
        return switch row.verdict.status {
        case .sent: .done
        case .failed, .unconfirmed, .skipped, .wouldSend: .someFailed
        case .pending: .incomplete
        }
    }
}

/// One message of the list, sent to the user's own number (`--test-to`), and to nobody else.
///
/// The ledger keeps it as a campaign of its own, so that it never counts as a message of the real
/// one.
struct TestRun: Sendable {
    let job: SendJob
    let number: PhoneNumber

    /// Reads the number of `--test-to`.
    init(job: SendJob, to word: String) throws(CommandFailure) {
        self.job = job
        do {
            number = try NumberWord(defaultRegion: job.settings.defaultRegion).read(word)
        } catch {
            throw CommandFailure(
                "--test-to: “\(Printable.text(word))” is no phone number (\(error)); nothing was sent"
            )
        }
    }

    func run() async throws -> ExitCode {
        let desk = LedgerAccess(job: job)
        let candidate = try await candidate()
        try Service.check(job.settings, environment: job.context.environment)
        guard try confirm(candidate) else {
            job.note("Nothing was sent.")
            return .refused
        }
        let ledger = try await desk.openForRequests()
        let now = Date()
        if let reached = try await BudgetState.refusal(
            ofTest: candidate,
            job.settings,
            ledger: ledger,
            at: now
        ) {
            throw CommandFailure(
                "--test-to: \(reached.sentence); nothing was sent",
                exitCode: .incomplete
            )
        }
        let exitCode = try await send(candidate, ledger)
        await ledger.close()
        return exitCode
    }

    /// The first message of the list that can be sent, addressed to the user.
    private func candidate() async throws -> Candidate {
        var rows = try LedgerAccess(job: job).rowsOfNewCampaign()
        while let judgement = try await rows.next() {
            guard case .candidate(let candidate) = judgement else { continue }
            let test = candidate.redirected(to: number, plan: job.rules.plan)
            if let objection = job.rules.objection(toTest: test) {
                throw CommandFailure(
                    "--test-to: \(number.e164): \(objection.detail); nothing was sent"
                )
            }
            return test
        }
        throw CommandFailure(
            "no recipient of the list can be sent a message, so there is none to test"
        )
    }

    private func confirm(_ candidate: Candidate) throws(CommandFailure) -> Bool {
        let segments = Figures.count(candidate.size.segments, "segment", "segments")
        let price = job.settings.prices.cost(
            of: candidate.size.segments,
            to: candidate.region?.rawValue
        )
        let cost = price.map { ", about \(Figures.money($0, job.settings.prices.currency))" } ?? ""
        job.note(
            "The message to \(candidate.recipient.place), \(segments)\(cost):\n\(Printable.text(candidate.text))\n"
        )
        if job.arguments.assumesYes { return true }
        return try Question("Send it to \(number.e164), and to nobody else?").ask(in: job.context)
    }

    private func send(_ candidate: Candidate, _ ledger: Ledger) async throws -> ExitCode {
        let stop = StopSwitch()
        let service = try Service(settings: job.settings, in: job.context)
        async let _: Void = SignalWatch(stop: stop, in: job.context).run()
        let campaign = try await ledger.begin(details(ledger))
        let message = TestMessage(
            settings: service.settings,
            tools: service.tools(stop: stop),
            ledger: ledger
        )
        let row = await message.send(candidate, in: campaign)
        await service.shutDown()
        return TestDisplay(job: job, row: row).show(stop.cause)
    }

    private func details(_ ledger: Ledger) -> CampaignDetails {
        CampaignDetails(
            name: "\(job.arguments.campaign) (test of \(Timestamp.text(job.context.now)))",
            provider: job.settings.provider.name,
            sender: job.sender,
            templateHash: ledger.textHash(of: job.template.source),
            listHash: CampaignDetails.noList,
            reportPath: nil
        )
    }
}
