// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Ledger
import TestSupport
import Testing

@Suite struct SendingLockTests {
    let bench: LedgerBench

    init() throws {
        bench = try LedgerBench()
    }

    private func refusal(of ledger: Ledger) async -> LedgerError.Kind? {
        do throws(LedgerError) {
            try await ledger.lockForRequests()
            return nil
        } catch {
            return error.kind
        }
    }

    @Test func `one sends at a time, and the other is told who`() async throws {
        let (first, second) = (try bench.open(), try bench.open())
        #expect(await refusal(of: first) == nil)
        let process = ProcessInfo.processInfo.processIdentifier
        #expect(await refusal(of: second) == .inUse(process: process))
        await first.close()
        #expect(await refusal(of: second) == nil)
    }

    @Test func `the claim counts under every name of the ledger`() async throws {
        let first = try bench.open()
        #expect(await refusal(of: first) == nil)
        let link = bench.folder.file("link.sqlite")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: bench.path)
        let second = try Ledger(at: link, now: { .distantPast })
        #expect(await refusal(of: second) != nil)
    }

    @Test func `the file that a dead process left is no obstacle`() async throws {
        try bench.folder.write("4194304\n", to: "ledger.sqlite.lock")
        #expect(await refusal(of: try bench.open()) == nil)
        #expect(
            try bench.folder.read("ledger.sqlite.lock")
                == "\(ProcessInfo.processInfo.processIdentifier)\n"
        )
    }

    @Test func `reading goes on while another one sends`() async throws {
        let sender = try bench.open()
        try await sender.lockForRequests()
        let campaign = try await sender.begin(LedgerBench.campaign())
        #expect(try await bench.open(.readOnly).campaigns().map(\.id) == [campaign])
    }

    @Test func `a lock file that cannot be made is an error of its own`() async throws {
        let ledger = try bench.open()
        try FileManager.default.createDirectory(
            atPath: bench.folder.file("ledger.sqlite.lock"),
            withIntermediateDirectories: false
        )
        #expect(await refusal(of: ledger) == .cannotOpen("Is a directory"))
    }
}
