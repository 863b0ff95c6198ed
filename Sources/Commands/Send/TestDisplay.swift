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
        job.context.console.writeLine(text, to: .output)
        return exitCode
    }

    private var number: String { row.number?.e164 ?? "" }

    private var sentence: String {
        let verdict = row.verdict
        let detail = verdict.detail.isEmpty ? "" : ": \(verdict.detail)"
        guard verdict.status == .sent else {
            return "\(number): \(Wording.heading(verdict.status))\(detail)"
        }
        let id = row.delivery?.messageID.map { ", message id \($0)" } ?? ""
        return "\(number): sent\(id). Look at your phone before you send it to everybody."
    }

    private func json(_ exitCode: ExitCode) -> JSONText {
        .object([
            ("test", .bool(true)), ("campaign", .string(job.arguments.campaign)),
            ("number", .string(number)), ("row", .integer(row.recipient.row)),
            ("status", .string(row.verdict.status.rawValue)),
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
