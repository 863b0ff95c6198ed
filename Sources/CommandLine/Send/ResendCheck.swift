// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger

/// What `--resend-unconfirmed` does first: the provider's message log is asked where there is one, so that only what is not in it
/// is sent again.
struct ResendCheck: Sendable {
    let job: SendJob
    let ledger: Ledger

    /// What comes of it.
    enum Ending {
        /// The run goes on with this job.
        case goOn(SendJob)
        /// The log could not be asked about all messages, and nothing is sent.
        case stopped(ExitCode)
    }

    func run() async throws -> Ending {
        guard job.arguments.allowances.unconfirmedAgain,
            let campaign = try await ledger.campaign(named: job.arguments.campaign)
        else { return .goOn(job) }
        let log = LogRun(campaign: campaign, settings: job.settings, ledger: ledger, context: job.context)
        let result = try await log.result()
        guard result.hasLog else { return .goOn(job) }
        if let cause = result.stopCause {
            job.note("Stopped: \(cause.sentence). Nothing was sent; run the same command again to go on.")
            return .stopped(ExitCode(rawValue: result.exitCode) ?? .incomplete)
        }
        tell(result)
        // What the log leaves in doubt is sent to nobody a second time.
        return .goOn(job.leavingUnconfirmed)
    }

    private func tell(_ result: ReconcileResult) {
        guard !result.settlements.isEmpty else { return }
        let count = Figures.count(result.settlements.count, "message was", "messages were")
        job.note(
            "\(count) unconfirmed. By the provider's message log \(Figures.count(result.sent)) of them were accepted and "
                + "\(Figures.count(result.notAccepted)) were not; \(Figures.count(result.stillUnconfirmed)) stay in doubt."
        )
        if let doubt = result.settlements.lazy.compactMap(\.doubt).first {
            job.note("The first doubt: \(doubt.sentence).")
        }
    }
}

extension Settlement {
    fileprivate var doubt: Doubt? {
        if case .doubtful(let doubt) = finding { doubt } else { nil }
    }
}
