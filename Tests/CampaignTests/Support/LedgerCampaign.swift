// SPDX-License-Identifier: Apache-2.0

import CSV
import Basics
import Campaign
import Configuration
import HTTP
import Ledger
import Lists
import Pacing
import Foundation
import PhoneNumbers
import Providers
import SMSText
import TestSupport

/// Campaigns with a real ledger in a scratch folder: planned, checked, begun and run as the program
/// does it.
final class LedgerCampaign {
    let folder: ScratchFolder
    let time = JumpingTime()
    let log: EventLog
    var settings = Sample.settings()
    var template = "Hi {{name}}"
    var provider = Sample.provider
    /// What tells the account from others.
    var identity: Secret?
    /// What is accepted of a ledger, and where its mirror lies.
    var trust = LedgerTrust()
    var mirrors: MirrorFolder?
    var options = RunOptions()
    var allowances: Overrides {
        get { options.allowances }
        set { options.allowances = newValue }
    }
    var limit: Int? {
        get { options.limit }
        set { options.limit = newValue }
    }
    /// Whether runs ask what has become of messages; the clock jumps on whenever that waits.
    var samplesStates = false
    /// The answer to every question.
    var answer = true
    var script: ScriptedTransport.Script = { ask, _ in
        if case .lookup = ask { .type("mobile") } else { .accepted }
    }

    init() throws {
        folder = try ScratchFolder()
        log = EventLog(time)
    }

    /// What one `send` came to.
    struct Outcome {
        var obstacles: [Obstacle] = []
        var plan = Plan()
        var result = RunResult()
        var ending: CampaignEnding?
        /// The report's lines, header first.
        var report: [[String]] = []

        func column(_ name: String) -> [String] {
            guard let index = report.first?.firstIndex(of: name) else { return [] }
            return report.dropFirst().map { $0[index] }
        }

        /// One cell, counted from 0; `nil` where there is no such line.
        func cell(_ name: String, _ row: Int) -> String? { column(name).dropFirst(row).first }
    }

    /// Sends a list as a campaign, unless something speaks against it.
    func send(_ contents: String, as name: String = "spring") async throws -> Outcome {
        let path = try folder.write(contents, to: "list.csv")
        let list = try RecipientList(ListInput(path: path, name: "list.csv"))
        let outcome = Guarded(Outcome())
        let campaign = SendCampaign(
            try job(name, list),
            with: services,
            dialogue: CampaignDialogue(
                tell: { event in
                    switch event {
                    case .planned(let plan): outcome.withLock { $0.plan = plan }
                    case .finished(let result): outcome.withLock { $0.result = result }
                    default: break
                    }
                },
                ask: { [answer] _ in answer }
            )
        )
        do {
            let ending = try await campaign.send()
            outcome.withLock { $0.ending = ending }
            guard case .ran = ending else { return outcome.withLock { $0 } }
            let report = try lines(of: folder.file("report.csv"))
            outcome.withLock { $0.report = report }
        } catch CampaignFailure.obstacle(let obstacle) {
            outcome.withLock { $0.obstacles = [obstacle] }
        }
        return outcome.withLock { $0 }
    }

    private func job(_ name: String, _ list: RecipientList) throws -> CampaignJob {
        var settings = settings
        settings.provider = ProviderEntry(name: provider, kind: .vendor(.plivo))
        (settings.retry.attempts, settings.retry.base, settings.retry.maximum) = (
            3, .seconds(1), .seconds(1)
        )
        var job = CampaignJob(
            name: name,
            settings: settings,
            list: list,
            template: template,
            rules: try Sample.rules(template, settings, header: list.header),
            report: ReportLocation(path: folder.file("report.csv"), name: "report.csv")
        )
        job.options = options
        job.options.includesMessages = true
        job.options.samplesDeliveries = samplesStates
        return job
    }

    private var services: CampaignServices {
        CampaignServices(
            ledgers: LedgerOnDisk(
                path: folder.file("ledger.sqlite"),
                trust: trust,
                mirrors: mirrors,
                time: time
            ),
            gateway: OpenGateway(
                ProviderConnection(
                    provider: PlivoWithoutLog(),
                    identity: identity,
                    transport: ScriptedTransport(log, script)
                )
            ),
            time: time,
            random: { 1 }
        )
    }

    private func lines(of path: String) throws -> [[String]] {
        var reader = CSVReader(try FileByteSource(path: path), name: "report.csv")
        var lines: [[String]] = []
        while let line = try reader.next()?.fields { lines.append(line) }
        return lines
    }
}

/// Plivo as it would be without a message log: a second try does not wait for what the log says.
private struct PlivoWithoutLog: Provider {
    private let plivo = Pipeline.provider

    let messageLog = Capability<any MessageLog>.missing("there is no log")
    var name: String { plivo.name }
    var idempotencyWindow: Duration? { plivo.idempotencyWindow }
    var validity: ValidityRange? { plivo.validity }
    var deliveryStatus: Capability<any DeliveryStatus> { plivo.deliveryStatus }

    func lookupRequest(for number: PhoneNumber) -> HTTPRequest { plivo.lookupRequest(for: number) }

    func lookupAnswer(from response: HTTPResponse) -> LookupAnswer {
        plivo.lookupAnswer(from: response)
    }

    func sendRequest(for message: OutgoingMessage) -> HTTPRequest {
        plivo.sendRequest(for: message)
    }

    func sendAnswer(from response: HTTPResponse) -> SendAnswer { plivo.sendAnswer(from: response) }
}
