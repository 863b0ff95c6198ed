// SPDX-License-Identifier: Apache-2.0

import Campaign
import HTTP

/// Follows a run row by row and shows it on a terminal.
struct Progress {
    private let time = SystemTime()
    private var state: ProgressState
    private var display: ProgressDisplay?

    /// Begins with nothing done.
    init(job: SendJob, total: Int) {
        state = ProgressState(total: total)
        display = ProgressDisplay(context: job.context, quiet: job.arguments.quiet)
    }

    /// Takes in a finished row.
    mutating func note(_ row: ReportRow) {
        state.done += 1
        switch row.verdict.status {
        case .sent, .wouldSend: state.sent += 1
        case .skipped: state.skipped += 1
        case .failed, .unconfirmed: state.failed += 1
        case .pending: break
        }
        let (state, now) = (state, time.now)
        display?.update(state, at: now)
    }

    /// Takes the line away.
    mutating func end() {
        display?.clear()
    }
}
