// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import HTTP
import Ledger
import Lists
import Pacing
import Providers
import Foundation
import SMSText

/// One campaign, from the list to the report, by the program's own pipeline, with the ledger or
/// with none.
struct Round {
    let options: Options
    let settings: Settings
    let list: RecipientList
    let rules: Rules
    let time = SystemTime()

    init(_ options: Options) throws {
        self.options = options
        settings = Self.settings(options)
        let path = options.folder + "/list.csv"
        let rows = FictionalNumbers.e164(options.messages).enumerated().map {
            "Person \($0),\($1)\n"
        }
        try Data(("name,phone\n" + rows.joined()).utf8).write(to: URL(fileURLWithPath: path))
        list = try RecipientList(ListInput(path: path, name: "list.csv"))
        let template = try Template(
            parsing: "Hi {{name}}, your order is on its way. Reply STOP to opt out."
        )
        rules = Rules(
            settings: settings,
            template: try template.bound(to: list.header),
            width: list.header.count
        )
    }

    /// Sends with a new ledger in the folder.
    func withLedger() async throws -> Measurement {
        let path = options.folder + "/ledger.sqlite"
        for end in ["", "-wal", "-shm", ".lock"] {
            try? FileManager.default.removeItem(atPath: path + end)
        }
        let ledger = try Ledger(at: path, now: { Date() })
        try await ledger.lockForRequests()
        let details = CampaignDetails(
            name: "measured",
            provider: "plivo",
            sender: Self.sender,
            templateHash: "0",
            listHash: "0"
        )
        let campaign = try await ledger.begin(details)
        let memory = LedgerMemory(
            ledger: ledger,
            campaign: campaign,
            settings: settings,
            at: Date()
        )
        let measurement = try await measurement(ledger, memory, campaign) {
            ledger.textHash(of: $0)
        }
        await ledger.close()
        return measurement
    }

    /// Sends without a ledger.
    func withoutLedger() async throws -> Measurement {
        try await measurement(NoJournal(), NoMemory(), CampaignID(rawValue: 1)) { _ in "" }
    }

    private func measurement(
        _ journal: any MessageJournal,
        _ memory: any CampaignMemory,
        _ campaign: CampaignID,
        _ textHash: @escaping @Sendable (String) -> String
    ) async throws -> Measurement {
        let transport = CurlTransport(
            configuration: .init(idleConnections: options.maxConcurrent + 20)
        )
        let tools = tools(transport)
        let order = SendOrder(
            campaign: campaign,
            sender: Self.sender,
            prices: settings.prices,
            textHash: textHash
        )
        let judge = Judge(rules: rules, textHash: textHash, currency: settings.prices.currency)
        var rows = JudgedRows(
            try list.rows(),
            rules: rules,
            judge: judge,
            memory: memory,
            limit: nil
        )
        let report = try ReportFile(
            path: options.folder + "/report.csv",
            list: list,
            withMessage: false
        )
        let (begin, processor) = (time.now, ProcessorTime.microseconds)
        var sent = 0
        try await pump(tools, journal, order).run(&rows) { _, _ in
        } write: { row in
            sent += row.verdict.status == .sent ? 1 : 0
            try report.append(row)
        }
        let duration = time.now - begin
        try report.finish()
        await transport.shutDown()
        guard sent == options.messages else {
            throw Shortfall(sent: sent, cause: tools.stop.cause?.sentence)
        }
        return Measurement(
            rate: Double(sent) / (duration / .seconds(1)),
            microseconds: (ProcessorTime.microseconds - processor) / Double(sent)
        )
    }

    private func pump(_ tools: RunTools, _ journal: any MessageJournal, _ order: SendOrder) -> Pump
    {
        let desk = MessageSender(
            tools: tools,
            lane: RequestLane(settings.send, time: time),
            journal: journal,
            order: order
        )
        let recipientTask = RecipientTask(
            rules: rules,
            lookups: LookupClient(
                tools: tools,
                lane: RequestLane(settings.lookup, time: time),
                journal: journal
            ),
            destination: .send(desk),
            onLookupFailure: .skip,
            stop: tools.stop
        )
        // As wide as the program's own runs are.
        let width = 1024 + settings.lookup.maxConcurrent + settings.send.maxConcurrent
        return Pump(width: width, recipientTask: recipientTask, tools: tools)
    }

    private func tools(_ transport: CurlTransport) -> RunTools {
        let endpoint = ProviderEndpoint(
            baseURL: options.baseURL,
            lookupBaseURL: options.baseURL,
            credentials: Credentials(user: "MASTUB00000000000000", password: "stub"),
            timeout: .seconds(30)
        )
        let retry = RetryPolicy(attempts: 5, base: .seconds(0.5), cap: .seconds(30))
        return RunTools(
            provider: Plivo(name: "plivo", endpoint: endpoint),
            transport: transport,
            time: time,
            retry: retry
        )
    }

    private static let sender = "+12025550100"

    private static func settings(_ options: Options) -> Settings {
        let entry = ProviderEntry(name: "plivo", kind: .vendor(.plivo))
        var settings = Settings(file: "", directory: "/", provider: entry, ledger: "")
        settings.from = sender
        settings.lookup.mode = .never
        settings.send.ratePerSecond = options.ratePerSecond
        settings.send.maxConcurrent = options.maxConcurrent
        return settings
    }
}
