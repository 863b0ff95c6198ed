// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// Campaigns that are killed (SIGKILL), at moments that the provider chooses.
    ///
    /// `scripts/kill-sweep` goes further: it kills at every system call.
    @Suite struct KillTests {
        @Test(arguments: 0..<KilledCampaign.requests)
        func `killed at any request, a campaign goes on to its end and texts nobody twice`(
            request: Int
        ) async throws {
            var campaign = try KilledCampaign { _, index in index == request ? .never : nil }
            try await campaign.run(killedAtRequest: request + 1)
            #expect(campaign.kills == 1)
            try await campaign.expectRightEnd()
        }

        @Test func `killed again and again, a campaign goes on to its end and texts nobody twice`()
            async throws
        {
            var campaign = try KilledCampaign()
            // Every kill may cost as many requests as were in flight; so many there are in any
            // case.
            for count in stride(from: 3, through: 15, by: 3) {
                try await campaign.run(killedAtRequest: count)
            }
            #expect(campaign.kills > 0)
            try await campaign.expectRightEnd()
        }

        @Test
        func `a run after a kill says how many messages were in flight, and sends the others`()
            async throws
        {
            var campaign = try KilledCampaign { request, _ in request.message == nil ? nil : .never
            }
            // Every lookup is answered, no message is: that many requests come, and no more.
            try await campaign.run(
                killedAtRequest: KilledCampaign.lookups + KilledCampaign.inFlight
            )
            let run = try await campaign.resume(with: PlivoServer())
            #expect(run.status == 1)
            #expect(run.errors.contains("ended unexpectedly: 3 messages are unconfirmed"), "\(run)")
            let fates = try campaign.bench.report().fates
            #expect(fates.count { $0 == "unconfirmed crashed" } == KilledCampaign.inFlight)
            #expect(
                fates.count { $0 == "sent" } == KilledCampaign.mobiles - KilledCampaign.inFlight
            )
        }

        @Test func `messages in flight are settled also where nothing else is left to send`()
            async throws
        {
            var campaign = try KilledCampaign { request, _ in request.message == nil ? nil : .never
            }
            try campaign.bench.folder.write("first_name,phone\nAnn,+12025550101\n", to: "list.csv")
            try await campaign.run(killedAtRequest: 2)
            for note in ["ended unexpectedly: 1 message is unconfirmed", "Nothing is left to send"]
            {
                let run = try await campaign.bench.run(Bench.send)
                #expect(run.status == 1)
                #expect(run.errors.contains(note), "\(run)")
            }
            // Said once, as the ledger knows it then.
            #expect(try await !campaign.bench.run(Bench.send).errors.contains("unexpectedly"))
        }
    }
}

/// A campaign that is killed without a warning, as often as a test likes, and then resumed to its
/// end.
///
/// The provider's log decides: every message that arrived counts as accepted, whether it was
/// answered or not.
struct KilledCampaign {
    /// Messages on their way at once, and so the most that one kill may leave in doubt.
    static let inFlight = 3
    /// The rows of the list that are to be sent.
    static let mobiles = 14
    /// The numbers that are looked up: the mobiles and a landline.
    static let lookups = mobiles + 1
    /// The requests of a campaign that nothing happens to.
    static let requests = lookups + mobiles

    let bench: Bench
    private(set) var kills = 0

    /// How many numbers are looked up at once; with 1, messages leave about in the list's order.
    private let lookupsAtOnce: Int

    /// Makes a campaign that has not begun, with a provider that answers by a script.
    init(
        lookupsAtOnce: Int = 20,
        _ script: @escaping PlivoServer.Script = { _, _ in nil }
    ) throws {
        self.lookupsAtOnce = lookupsAtOnce
        bench = try Bench(provider: PlivoServer(script))
        try bench.folder.write(Self.list, to: "list.csv")
        try configure(bench.provider)
    }

    private func configure(_ provider: PlivoServer) throws {
        var configuration = Configuration()
        // What is never answered must still be in flight when the kill comes, however slow the
        // machine is.
        configuration.timeout = 60
        let text = configuration.text(baseURL: provider.baseURL)
        let send = #""send": { "ratePerSecond": 1000"#
        try #require(text.contains(send))
        let lookup = #""mode": "auto""#
        try #require(text.contains(lookup))
        let limited = text.replacing(send, with: send + #", "maxConcurrent": \#(Self.inFlight)"#)
            .replacing(lookup, with: lookup + #", "maxConcurrent": \#(lookupsAtOnce)"#)
        try bench.folder.write(limited, to: "config.json")
    }

    /// A landline, a duplicate, no number, and mobiles.
    private static let list: String = {
        let people = (0..<mobiles).map { "Person \($0),+120255501\($0 < 10 ? "0" : "")\($0)\n" }
        return
            "first_name,phone\nLine,202-555-0150\n\(people.joined())Again,(202) "
            + "555-0101\nNobody,n/a\n"
    }()

    /// Starts the campaign, and kills it as soon as the provider has got so many requests in all.
    mutating func run(killedAtRequest count: Int) async throws {
        let running = try bench.start(Bench.send)
        await bench.provider.waitForRequests(count)
        running.signal(SIGKILL)
        let run = await running.finish()
        // One that had ended by itself before the signal came is none the worse for it.
        #expect([0, 1, 128 + SIGKILL].contains(run.status), "\(run)")
        if run.status > 1 { kills += 1 }
    }

    /// Goes on, with another provider under the same account.
    func resume(with provider: PlivoServer) async throws -> FinishedRun {
        try configure(provider)
        return try await bench.run(Bench.send)
    }

    /// Resumes to the end, and holds report, provider and exit code against each other.
    func expectRightEnd() async throws {
        let run = try await bench.run(Bench.send)
        let report = try bench.report()
        let inDoubt = report.rows.filter { $0["status"] == "unconfirmed" }
        #expect(run.status == (inDoubt.isEmpty ? 0 : 1), "\(run)")
        #expect(inDoubt.count <= kills * Self.inFlight)
        #expect(inDoubt.allSatisfy { $0["reason"] == "crashed" })
        expectEveryRowInOrder(report)
        expectNobodyTwice(report)
    }

    private func expectEveryRowInOrder(_ report: ReportTable) {
        #expect(report["row"] == (1...Self.mobiles + 3).map(String.init))
        #expect(report.fates.first == "skipped fixed_line")
        #expect(report.fates.suffix(2) == ["skipped duplicate", "skipped invalid_number"])
        let fates = Set(report.fates.dropFirst().dropLast(2))
        #expect(fates.isSubset(of: ["sent", "unconfirmed crashed"]), "\(fates)")
    }

    private func expectNobodyTwice(_ report: ReportTable) {
        let accepted = bench.provider.recipients
        #expect(Set(accepted).count == accepted.count, "\(accepted)")
        let sent = report.rows.filter { $0["status"] == "sent" }.compactMap { $0["number"] }
        let inDoubt = report.rows.filter { $0["status"] == "unconfirmed" }.compactMap {
            $0["number"]
        }
        #expect(Set(sent).isSubset(of: accepted))
        #expect(Set(accepted).isSubset(of: sent + inDoubt))
    }
}
