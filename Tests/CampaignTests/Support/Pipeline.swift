// SPDX-License-Identifier: Apache-2.0

import CSV
import Basics
import Campaign
import Configuration
import HTTP
import Ledger
import Lists
import Pacing
import Providers
import Foundation
import PhoneNumbers
import SMSText
import TestSupport

/// A whole run in memory: a list, a scripted provider, a journal and a clock.
struct Pipeline: Sendable {
    var settings = Sample.settings()
    var template = "Hi {{name}}"
    var fault: RecordingLedger.Fault = { _ in false }
    var held: [PhoneNumber: MessageState] = [:]
    /// Whether messages are only shown.
    var isPreview = false
    /// The row at which the report can no longer be written.
    var unwritableRow: Int?
    /// When messages may go out.
    var sendWindow: SendWindow?
    /// Passes until a connection to the provider stands.
    var connect: @Sendable () async -> Void = {}
    let bodies = Bodies()
    let skews = RecordingLedger.Skews()
    let log: EventLog
    let stop = StopSwitch()
    let finished = Finished()

    init(_ time: any Timekeeper = JumpingTime()) {
        log = EventLog(time)
    }

    /// The bodies of the requests.
    final class Bodies: Sendable {
        let texts = Guarded([String]())
    }

    /// The rows in the order in which they finished.
    final class Finished: Sendable {
        let rows = Guarded([Int]())
    }

    /// British mobile numbers, of which no lookup is needed.
    static func british(_ count: Int) -> [String] {
        (0..<count).map { "+4474001\(23_000 + $0)" }
    }

    /// Numbers of the USA, which the plan cannot tell; their rows are numbered from 1.
    static func american(_ count: Int) -> [String] { (0..<count).map { "+1202555\(1000 + $0)" } }

    /// Runs to the end and gives the rows in the order in which they were written.
    func run(
        _ phones: [String],
        _ script: @escaping ScriptedTransport.Script
    ) async throws -> [ReportRow] {
        let file = try ListFile(contents(phones))
        let list = try file.list()
        let path = "/report.csv"
        // The header goes with the first row.
        let reports = MemoryReports(mostWrites: unwritableRow.map { $0 - 1 } ?? .max)
        let rows = Guarded([Int: ReportRow]())
        let campaign = SendCampaign(
            try job(list, report: path),
            with: services(script, reports),
            dialogue: CampaignDialogue(tell: { [finished] event in
                switch event {
                case .rowFinished(let row, _):
                    finished.rows.withLock { $0.append(row.recipient.row) }
                    rows.withLock { $0[row.recipient.row] = row }
                case .finished(let result):
                    for correction in result.corrections {
                        rows.withLock { $0[correction.after.recipient.row] = correction.after }
                    }
                default: break
                }
            })
        )
        do {
            if isPreview {
                _ = try await campaign.previewWithLookups()
            } else {
                _ = try await campaign.send()
            }
        } catch CampaignFailure.brokenOff(let error) {
            throw error
        }
        let found = rows.withLock { $0 }
        return try reports.rows(of: path).compactMap { found[$0] }
    }

    /// The list; where the report cannot be written every row is so long that it is written at
    /// once.
    private func contents(_ phones: [String]) -> String {
        let isLong = unwritableRow != nil
        let note = isLong ? "," + String(repeating: "x", count: 1 << 16) : ""
        return "name,phone\(isLong ? ",note" : "")\n" + phones.map { "Ann,\($0)\(note)\n" }.joined()
    }

    private func job(_ list: RecipientList, report path: String) throws -> CampaignJob {
        var settings = settings
        (settings.lookup.burst, settings.lookup.maxConcurrent, settings.send.burst) = (1, 20, 1)
        var rules = try Sample.rules(template, settings, header: list.header)
        rules.sendWindow = sendWindow
        var job = CampaignJob(
            name: "spring",
            settings: settings,
            list: list,
            template: template,
            rules: rules,
            report: ReportLocation(path: path, name: path)
        )
        job.options.samplesDeliveries = false
        return job
    }

    private func services(
        _ script: @escaping ScriptedTransport.Script,
        _ reports: MemoryReports
    ) -> CampaignServices {
        var transport = ScriptedTransport(log, script, bodies: bodies)
        transport.connect = connect
        let ledger = RecordingLedger(log, holding: held, fault: fault, skews: skews)
        return CampaignServices(
            ledgers: RecordingLedgerStore(ledger: ledger),
            reports: reports,
            gateway: OpenGateway(
                ProviderConnection(provider: Self.provider, transport: transport)
            ),
            time: log.time,
            random: { 1 },
            stop: stop
        )
    }

    static let provider = Plivo(
        name: Sample.provider,
        endpoint: ProviderEndpoint(
            baseURL: "http://127.0.0.1:1",
            lookupBaseURL: "http://127.0.0.1:1",
            credentials: Credentials(user: "user", password: "secret"),
            timeout: .seconds(30)
        )
    )
}
