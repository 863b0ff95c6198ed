// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// Ledgers that lose something between a kill and the next run, or while a run is on.
    @Suite struct LedgerLossTests {
        static let accept = ["--accept-older-ledger"]

        /// A campaign of which five messages were accepted and answered when it was killed, and as
        /// many as could be were in flight.
        private func killedCampaign() async throws -> KilledCampaign {
            let messages = Guarded(0)
            var campaign = try KilledCampaign { request, _ in
                guard request.message != nil else { return nil }
                return messages.withLock { count in
                    count += 1
                    return 6...5 + KilledCampaign.inFlight ~= count ? .never : nil
                }
            }
            let begun = 5 + KilledCampaign.inFlight
            try await campaign.run(killedAtRequest: KilledCampaign.lookups + begun)
            #expect(campaign.kills == 1)
            return campaign
        }

        @Test(arguments: Loss.allCases)
        func `a ledger that lost something is noticed, and accepted it texts nobody twice`(
            loss: Loss
        ) async throws {
            let campaign = try await killedCampaign()
            let bench = campaign.bench
            let accepted = bench.provider.recipients
            #expect(accepted.count >= 5)
            try loss.happen(in: bench.folder)

            let refused = try await bench.run(Bench.send)
            #expect(refused.status == 2, "\(loss): \(refused)")
            #expect(refused.errors.contains(loss.words), "\(refused)")
            #expect(refused.errors.contains("--accept-older-ledger"), "\(refused)")
            #expect(bench.provider.recipients == accepted)

            let run = try await bench.run(Bench.send + Self.accept)
            #expect([0, 1].contains(run.status), "\(loss): \(run)")
            let all = bench.provider.recipients
            #expect(Set(all).count == all.count, "\(loss): \(all)")
            let report = try bench.report()
            let settled = report.rows.filter { ["sent", "unconfirmed"].contains($0["status"]) }
            #expect(Set(all).isSubset(of: settled.compactMap { $0["number"] }), "\(loss)")
            // Accepted once: the same command goes on as ever.
            let again = try await bench.run(Bench.send)
            #expect(again.status == run.status && bench.provider.recipients == all, "\(again)")
        }

        @Test func `rows behind those that were begun are sent, where the mirror tells`()
            async throws
        {
            let messages = Guarded(0)
            var campaign = try KilledCampaign(lookupsAtOnce: 1) { request, _ in
                guard request.message != nil else { return nil }
                return messages.withLock { count in
                    count += 1
                    return count > 4 ? .never : nil
                }
            }
            let begun = KilledCampaign.inFlight + 4
            try await campaign.run(killedAtRequest: KilledCampaign.lookups + begun)
            let bench = campaign.bench
            try Loss.log.happen(in: bench.folder)
            let next = try PlivoServer()
            #expect(try await campaign.resume(with: next).status == 2)
            let run = try await bench.run(Bench.send + Self.accept)
            #expect(run.status == 1, "\(run)")
            // Recipients overtake each other, so some rows before the highest were not begun.
            let fates = try bench.report().fates
            let (lost, sent) = (
                fates.count { $0 == "unconfirmed crashed" }, fates.count { $0 == "sent" }
            )
            #expect(lost >= begun && sent > 0, "\(fates)")
            // The landline too: what a lookup said of it is lost.
            #expect(lost + sent == KilledCampaign.mobiles + 1, "\(fates)")
            #expect(next.messages.count == sent)
        }

        @Test func `what was lost is sent again only by the user's word`() async throws {
            let campaign = try await killedCampaign()
            let bench = campaign.bench
            try Loss.log.happen(in: bench.folder)
            _ = try await bench.run(Bench.send + Self.accept)
            let before = bench.provider.recipients
            _ = try await bench.run(Bench.send + ["--retry-rejected"])
            #expect(bench.provider.recipients == before)
        }

        @Test func `an honest fold of the log by another program is no alarm`() async throws {
            let campaign = try await killedCampaign()
            let fold = try await campaign.bench.shell(
                "python3 -c \"import sqlite3; c = sqlite3.connect('ledger.sqlite'); "
                    + "c.execute('PRAGMA wal_checkpoint(TRUNCATE)'); c.close()\"")
            #expect(fold.status == 0, "\(fold)")
            try await campaign.expectRightEnd()
        }

        @Test func `without a mirror, as in a container, a resumed run goes on`() async throws {
            let campaign = try await killedCampaign()
            try FileManager.default.removeItem(atPath: campaign.bench.folder.file(".state"))
            try await campaign.expectRightEnd()
        }

        @Test func `a digit that flips at rest is noticed`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            try await flip("+12025550101", to: "+12025550100", in: bench)
            let run = try await bench.run(Bench.send)
            #expect(run.status == 2, "\(run)")
            #expect(run.errors.contains("what the ledger holds of the campaign “list” is damaged"))
            let accepted = try await bench.run(Bench.send + Self.accept)
            #expect(accepted.status == 1, "\(accepted)")
            let fates = try bench.report().fates
            #expect(
                fates == ["unconfirmed crashed", "skipped fixed_line", "sent"])
            #expect(bench.provider.recipients == ["+12025550101", "+12025550102"])
        }

        private func flip(_ number: String, to other: String, in bench: Bench) async throws {
            let script =
                "import re; p = 'ledger.sqlite'; b = open(p, 'rb').read(); "
                + "assert b'\(number)' in b; "
                + "open(p, 'r+b').write(b.replace(b'\(number)', b'\(other)'))"
            let run = try await bench.shell("python3 -c \"\(script)\"")
            #expect(run.status == 0, "\(run)")
        }

        @Test func `other commands go on with a warning`() async throws {
            let campaign = try await killedCampaign()
            let bench = campaign.bench
            try Loss.log.happen(in: bench.folder)
            for words in [
                ["campaigns"], ["opt-outs", "list"], ["opt-outs", "add", "+12025550199"],
            ] {
                let run = try await bench.run(words)
                #expect(run.status == 0, "\(run)")
                #expect(run.errors.contains("warning: "), "\(run)")
                #expect(run.errors.contains("older than its last run"), "\(run)")
            }
            // What they wrote hides nothing.
            #expect(try await bench.run(Bench.send).status == 2)
            let preview = try await bench.run(Bench.send.dropLast() + ["--dry-run"])
            #expect(preview.status == 0, "\(preview)")
            #expect(preview.errors.contains("older than its last run"), "\(preview)")
        }
    }

    /// Ledgers under other names, in other places, or used twice.
    @Suite struct LedgerPlaceTests {
        @Test func `a copy is refused once, and accepted once`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            let copied = try await bench.shell("cp ledger.sqlite c && mv c ledger.sqlite")
            #expect(copied.status == 0)
            let refused = try await bench.run(Bench.send)
            #expect(refused.status == 2, "\(refused)")
            #expect(refused.errors.contains("copied, restored from a backup or moved"))
            #expect(try await bench.run(Bench.send + ["--moved-ledger"]).status == 0)
            #expect(try await bench.run(Bench.send).status == 0)
        }

        @Test func `a second name, everybody's leave to write, and a link as the lock are refused`()
            async throws
        {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send + ["--limit", "1"]).status == 0)
            let cases = [
                ("ln ledger.sqlite other.sqlite", "has a second name", "rm other.sqlite"),
                ("chmod o+w ledger.sqlite", "everybody may write", "chmod o-w ledger.sqlite"),
                (
                    "rm ledger.sqlite.lock && mkfifo ledger.sqlite.lock",
                    "ledger.sqlite.lock is no file that keeps data", "rm ledger.sqlite.lock"
                ),
                (
                    "rm -f ledger.sqlite.lock && ln -s /dev/null ledger.sqlite.lock",
                    "ledger.sqlite.lock is a link", "rm ledger.sqlite.lock"
                ),
            ]
            for (damage, words, mend) in cases {
                #expect(try await bench.shell(damage).status == 0)
                let run = try await bench.run(Bench.send)
                #expect(run.status == 2, "\(run)")
                #expect(run.errors.contains(words), "\(run)")
                #expect(try await bench.shell(mend).status == 0)
            }
            #expect(bench.provider.messages.count == 1)
            #expect(try await bench.run(Bench.send).status == 0)
        }

        @Test func `a run whose files are replaced stops, and says which`() async throws {
            for damage in ["rm ledger.sqlite.lock", "mv ledger.sqlite x", "rm ledger.sqlite-wal"] {
                var configuration = Configuration()
                configuration.sendRate = 1
                let provider = try PlivoServer()
                let bench = try Bench(configuration, provider: provider)
                let running = try bench.start(Bench.send)
                await provider.waitForRequests(4)
                #expect(try await bench.shell(damage).status == 0)
                let run = await running.finish()
                #expect(run.status == 3, "\(damage): \(run)")
                #expect(run.errors.contains("was deleted or replaced"), "\(run)")
                #expect(provider.messages.count == 1)
                try await expectNobodyTwice(in: bench, after: damage)
            }
        }

        /// The next runs, whatever the user allows about the ledger: the report of the first one is
        /// there.
        private func expectNobodyTwice(in bench: Bench, after damage: String) async throws {
            let plain = try await bench.run(Bench.send)
            // SQLite writes a log that was deleted into the file when the run ends.
            #expect(plain.status == (damage.hasPrefix("mv") ? 2 : 0), "\(damage): \(plain)")
            let accepted = try await bench.run(Bench.send + ["--accept-older-ledger"])
            #expect([0, 1].contains(accepted.status), "\(damage): \(accepted)")
            let all = bench.provider.recipients
            #expect(Set(all).count == all.count, "\(damage): \(all)")
        }

        @Test func `who comes second is told which campaign runs, and since when`() async throws {
            let provider = try PlivoServer { request, _ in
                request.message == nil ? nil : .never
            }
            let bench = try Bench(provider: provider)
            let running = try bench.start(Bench.send)
            await provider.waitForRequests(3)
            let second = try await bench.run(Bench.send + ["--report", "second.csv"])
            #expect(second.status == 2, "\(second)")
            #expect(second.errors.contains("the campaign “list” is being sent"), "\(second)")
            #expect(second.errors.contains(" UTC (process "), "\(second)")
            running.signal(SIGKILL)
            _ = await running.finish()
        }
    }
}

/// What a ledger may lose.
enum Loss: String, CaseIterable, Sendable {
    case log, halfOfLog, hole, headOfLog, ledger, ledgerEmptied, everything, olderCopy

    /// What is said of it.
    var words: String {
        switch self {
        case .ledger, .ledgerEmptied: "its file -wal is there"
        case .everything: "is gone, and that run never came to its end"
        case .log, .halfOfLog, .hole, .headOfLog, .olderCopy: "older than its last run"
        }
    }

    func happen(in folder: ScratchFolder) throws {
        let (file, log) = (folder.file("ledger.sqlite"), folder.file("ledger.sqlite-wal"))
        let files = FileManager.default
        switch self {
        case .log: try files.removeItem(atPath: log)
        case .halfOfLog: try change(log) { Data($0.prefix($0.count / 2)) }
        case .hole:
            try change(log) { bytes in
                var bytes = bytes
                bytes.replaceSubrange(
                    bytes.count / 2..<bytes.count / 2 + 4096, with: Data(count: 4096))
                return bytes
            }
        case .headOfLog:
            try change(log) { bytes in
                var bytes = bytes
                bytes[20] ^= 8
                return bytes
            }
        case .ledger: try files.removeItem(atPath: file)
        case .ledgerEmptied: try change(file) { _ in Data() }
        case .everything:
            for name in ["", "-wal", "-shm", ".lock"] { try? files.removeItem(atPath: file + name) }
        // Nor is there a report: the run was killed.
        case .olderCopy:
            // The main file alone, as a backup of it takes it.
            try files.copyItem(atPath: file, toPath: file + ".backup")
            for name in ["", "-wal", "-shm"] { try files.removeItem(atPath: file + name) }
            try files.moveItem(atPath: file + ".backup", toPath: file)
        }
        if self != .everything { try? files.removeItem(atPath: file + "-shm") }
    }

    private func change(_ path: String, _ body: (Data) -> Data) throws {
        let url = URL(filePath: path)
        let handle = try FileHandle(forUpdating: url)
        defer { try? handle.close() }
        let changed = body(try Data(contentsOf: url))
        try handle.write(contentsOf: changed)
        try handle.truncate(atOffset: UInt64(changed.count))
    }
}
