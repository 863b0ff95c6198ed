// SPDX-License-Identifier: Apache-2.0

import Campaign

/// Follows a run row by row.
struct RunProgress: Sendable {
    private let console: ProgressConsole?

    /// Begins with a state in which nothing is done.
    init(_ state: ProgressState, on console: ProgressConsole?) {
        self.console = console
        console?.begin(state)
    }

    /// Takes in a finished row.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - isNew: Whether this run worked on it; otherwise it was settled before, or needed no request.
    func note(_ row: ReportRow, isNew: Bool) {
        console?.update { $0.count(row, isNew: isNew) }
    }

    /// Shows how far the run is until the task is cancelled.
    func show() async {
        await console?.keepShowing()
    }

    /// Takes the line away.
    func end() {
        console?.end()
    }
}

extension ProgressState {
    /// Counts a finished row.
    mutating func count(_ row: ReportRow, isNew: Bool) {
        done += 1
        if isNew { worked += 1 }
        switch row.verdict.status {
        case .sent, .wouldSend: sent += 1
        case .skipped: skipped += 1
        case .failed: failed += 1
        case .unconfirmed: unconfirmed += 1
        case .pending: pending += 1
        }
        if isNew, phase == .lookups ? row.lineDecision == .lookup : row.isHandedOver { departed += 1 }
    }
}

extension ReportRow {
    /// Whether the message left, whatever the provider answered.
    fileprivate var isHandedOver: Bool {
        switch verdict.status {
        case .sent, .failed, .unconfirmed: true
        case .skipped, .pending: (delivery?.attempts ?? 0) > 0
        case .wouldSend: false
        }
    }
}
