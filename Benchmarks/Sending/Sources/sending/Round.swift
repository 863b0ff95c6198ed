// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Foundation
import HTTP
import Ledger
import Lists
import Pacing
import Providers
import SMSText

/// One campaign, from the list to the report, as the program sends it, with the ledger or with
/// none.
struct Round {
    let options: Options
    private let job: CampaignJob
    private let time = SystemTime()

    init(_ options: Options) throws {
        self.options = options
        let settings = Self.settings(options)
        let path = options.folder + "/list.csv"
        let rows = FictionalNumbers.e164(options.messages).enumerated().map {
            "Person \($0),\($1)\n"
        }
        try Data(("name,phone\n" + rows.joined()).utf8).write(to: URL(fileURLWithPath: path))
        let list = try RecipientList(ListInput(path: path, name: "list.csv"))
        let template = try Template(
            parsing: "Hi {{name}}, your order is on its way. Reply STOP to opt out."
        )
        var job = CampaignJob(
            name: "measured",
            settings: settings,
            list: list,
            template: template.source,
            rules: Rules(
                settings: settings,
                template: try template.bound(to: list.header),
                width: list.header.count
            ),
            report: ReportLocation(path: options.folder + "/report.csv", name: "report.csv")
        )
        job.options.allowsNewLedger = true
        job.options.samplesDeliveries = false
        self.job = job
    }

    /// Sends with a new ledger in the folder.
    func withLedger() async throws -> Measurement {
        let path = options.folder + "/ledger.sqlite"
        for end in ["", "-wal", "-shm", ".lock"] {
            try? FileManager.default.removeItem(atPath: path + end)
        }
        return try await measurement(LedgerOnDisk(path: path, time: time))
    }

    /// Sends without a ledger.
    func withoutLedger() async throws -> Measurement {
        try await measurement(NoLedgerStore())
    }

    private func measurement(_ ledgers: any LedgerStore) async throws -> Measurement {
        let transport = CurlTransport(
            configuration: .init(idleConnections: options.maxConcurrent + 20)
        )
        let begin = Guarded(0.0)
        let end = Guarded(0.0)
        let campaign = SendCampaign(
            job,
            with: CampaignServices(ledgers: ledgers, gateway: gateway(transport), time: time),
            dialogue: CampaignDialogue(tell: { event in
                switch event {
                case .began(.sending): begin.withLock { $0 = ProcessorTime.microseconds }
                case .finished: end.withLock { $0 = ProcessorTime.microseconds }
                default: break
                }
            })
        )
        let ending = try await campaign.send()
        await transport.shutDown()
        guard case .ran(let result) = ending, result.tally[.sent] == options.messages else {
            throw Shortfall(ending)
        }
        let sent = Double(options.messages)
        return Measurement(
            rate: sent / (result.duration / .seconds(1)),
            microseconds: (end.withLock { $0 } - begin.withLock { $0 }) / sent
        )
    }

    private func gateway(_ transport: CurlTransport) -> OpenGateway {
        let endpoint = ProviderEndpoint(
            baseURL: options.baseURL,
            lookupBaseURL: options.baseURL,
            credentials: Credentials(user: "MASTUB00000000000000", password: "stub"),
            timeout: .seconds(30)
        )
        return OpenGateway(
            ProviderConnection(
                provider: Plivo(name: "plivo", endpoint: endpoint),
                transport: transport
            )
        )
    }

    private static func settings(_ options: Options) -> Settings {
        let entry = ProviderEntry(name: "plivo", kind: .vendor(.plivo))
        var settings = Settings(file: "", directory: "/", provider: entry, ledger: "")
        settings.from = "+12025550100"
        settings.lookup.mode = .never
        settings.send.ratePerSecond = options.ratePerSecond
        settings.send.maxConcurrent = options.maxConcurrent
        return settings
    }
}
