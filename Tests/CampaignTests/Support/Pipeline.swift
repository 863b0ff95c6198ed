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
    var fault: RecordingJournal.Fault = { _ in false }
    var held: [PhoneNumber: MessageState] = [:]
    /// Whether messages are only shown.
    var isPreview = false
    /// The row at which the report can no longer be written.
    var unwritableRow: Int?
    /// When messages may go out.
    var sendWindow: SendWindow?
    let bodies = Bodies()
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

    /// Numbers of the USA, which the plan cannot tell; their rows are numbered from 1.
    static func american(_ count: Int) -> [String] { (0..<count).map { "+1202555\(1000 + $0)" } }

    /// Runs to the end and gives the rows in the order in which they were written.
    func run(
        _ phones: [String],
        _ script: @escaping ScriptedTransport.Script
    ) async throws -> [ReportRow] {
        let file = try ListFile("name,phone\n" + phones.map { "Ann,\($0)\n" }.joined())
        let list = try file.list()
        let journal = RecordingJournal(log, holding: held, fault: fault)
        var rules = try Sample.rules(template, settings, header: list.header)
        rules.sendWindow = sendWindow
        let judge = Judge(rules: rules, textHash: nil, currency: "USD")
        var rows = JudgedRows(
            try list.rows(),
            rules: rules,
            judge: judge,
            memory: NoMemory(),
            limit: nil
        )
        let tools = tools(ScriptedTransport(log, script, bodies: bodies))
        let desk = desk(tools, journal)
        let pump = Pump(
            width: 100,
            recipientTask: recipientTask(rules, tools, journal, desk),
            tools: tools
        )
        var written: [ReportRow] = []
        try await pump.run(&rows) { row, _ in
            finished.rows.withLock { $0.append(row.recipient.row) }
        } write: { row in
            if row.recipient.row == unwritableRow {
                throw FileFailure(path: "report.csv", errno: ENOSPC)
            }
            written.append(row)
        }
        for correction in desk.corrections {
            written = written.map {
                $0.recipient == correction.after.recipient ? correction.after : $0
            }
        }
        return written
    }

    private func tools(_ transport: ScriptedTransport) -> RunTools {
        let retry = RetryPolicy(
            attempts: settings.retry.attempts,
            base: settings.retry.base,
            cap: settings.retry.maximum
        )
        return RunTools(
            provider: Self.provider,
            transport: transport,
            time: log.time,
            random: { 1 },
            retry: retry,
            stop: stop
        )
    }

    private func recipientTask(
        _ rules: Rules,
        _ tools: RunTools,
        _ journal: RecordingJournal,
        _ desk: MessageSender
    ) -> RecipientTask {
        let lane = RequestLane(
            ratePerSecond: settings.lookup.ratePerSecond,
            burst: 1,
            maxConcurrent: 20,
            time: log.time
        )
        return RecipientTask(
            rules: rules,
            lookups: LookupClient(tools: tools, lane: lane, journal: journal),
            destination: isPreview ? .show : .send(desk),
            onLookupFailure: settings.lookup.onFailure,
            stop: stop
        )
    }

    private func desk(_ tools: RunTools, _ journal: RecordingJournal) -> MessageSender {
        let send = settings.send
        let lane = RequestLane(
            ratePerSecond: send.ratePerSecond,
            burst: 1,
            maxConcurrent: send.maxConcurrent,
            per: send.per,
            time: log.time
        )
        let order = SendOrder(
            campaign: CampaignID(rawValue: 1),
            sender: "+12025550100",
            prices: settings.prices,
            sendWindow: sendWindow,
            textHash: { "hash of \($0)" }
        )
        return MessageSender(tools: tools, lane: lane, journal: journal, order: order)
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
