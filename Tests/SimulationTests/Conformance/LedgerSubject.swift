// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Foundation
import Ledger
import LedgerModel
import PhoneNumbers
import SQLite
import TestSupport

/// A kind of ledger that is held to the conformance suite: how it is opened, and what can happen to
/// its files.
protocol LedgerSubject: Sendable {
    func open(_ trust: LedgerTrust) async throws(LedgerError) -> any CampaignLedger

    /// The ledger as a kill at this moment would leave it.
    func image() async throws -> any CampaignLedger

    /// Kills the program that has the ledger open.
    func kill(_ ledger: any CampaignLedger) async throws

    func forget(_ campaign: CampaignID, in ledger: any CampaignLedger) async throws
    func forget(_ number: PhoneNumber, in ledger: any CampaignLedger) async throws

    // To be called while the ledger is closed:

    /// Keeps a copy of the ledger, which takes the place of an earlier one.
    func keepCopy() throws
    /// Puts the copy over the ledger.
    func putCopyBack() throws
    func takeAway() throws
    /// Loses a message without the ledger's knowledge.
    func damage(_ number: PhoneNumber, in campaign: CampaignID) throws
}

enum LedgerKind: String, CaseIterable, Sendable {
    /// The program's own, in a file.
    case file
    /// That of the simulation, with a group commit on a modelled disk.
    case simulated
    /// That of other tests, which has all on its disk at once.
    case memory

    func subject(_ clock: TestClock) throws -> any LedgerSubject {
        switch self {
        case .file: try FileSubject(clock)
        case .simulated: SimulatedSubject(clock)
        case .memory: MemorySubject(clock)
        }
    }
}

final class TestClock: Sendable {
    static let begin = Date(timeIntervalSince1970: 1_800_000_000.0004)

    private let time = Guarded(TestClock.begin)

    var date: Date { time.withLock { $0 } }

    func pass(_ seconds: TimeInterval) { time.withLock { $0.addTimeInterval(seconds) } }
}

// MARK: - In a file

struct FileSubject: LedgerSubject {
    private let folder: ScratchFolder
    private let clock: TestClock

    init(_ clock: TestClock) throws {
        folder = try ScratchFolder()
        self.clock = clock
    }

    private var path: String { folder.file("ledger.sqlite") }
    private var copy: String { folder.file("copy.sqlite") }

    func open(_ trust: LedgerTrust) async throws(LedgerError) -> any CampaignLedger {
        let mirrors = MirrorFolder(path: folder.file("state"))
        return try Ledger(at: path, trust: trust, mirrors: mirrors, now: { [clock] in clock.date })
    }

    func image() async throws -> any CampaignLedger {
        let image = folder.file("image-\(UUID().uuidString).sqlite")
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: image + suffix)
        }
        var trust = LedgerTrust()
        (trust.acceptsMoved, trust.acceptsOlder) = (true, true)
        return try Ledger(at: image, trust: trust, now: { [clock] in clock.date })
    }

    /// Closes the ledger, and puts back what its files were before.
    func kill(_ ledger: any CampaignLedger) async throws {
        let state = folder.file("state")
        let mirrors = (try? FileManager.default.contentsOfDirectory(atPath: state)) ?? []
        let files = [path, path + "-wal"] + mirrors.map { "\(state)/\($0)" }
        let bytes = files.map { try? Data(contentsOf: URL(filePath: $0)) }
        await ledger.close()
        for (file, bytes) in zip(files, bytes) {
            guard let bytes else { continue }
            try overwrite(file, with: bytes)
        }
    }

    func forget(_ campaign: CampaignID, in ledger: any CampaignLedger) async throws {
        _ = try await (ledger as? Ledger)?.forget(campaign)
    }

    func forget(_ number: PhoneNumber, in ledger: any CampaignLedger) async throws {
        _ = try await (ledger as? Ledger)?.forget(number)
    }

    func keepCopy() throws {
        try Data(contentsOf: URL(filePath: path)).write(to: URL(filePath: copy))
    }

    /// Over the same file: another one would be noticed as a file that was moved.
    func putCopyBack() throws {
        guard FileManager.default.fileExists(atPath: copy) else { return }
        try takeAway()
        try overwrite(path, with: try Data(contentsOf: URL(filePath: copy)))
    }

    func takeAway() throws {
        try overwrite(path, with: Data())
        try? FileManager.default.removeItem(atPath: path + "-wal")
    }

    private func overwrite(_ path: String, with bytes: Data) throws {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        let file = try FileHandle(forUpdating: URL(filePath: path))
        try file.write(contentsOf: bytes)
        try file.truncate(atOffset: UInt64(bytes.count))
        try file.close()
    }

    func damage(_ number: PhoneNumber, in campaign: CampaignID) throws {
        let database = try Database(path: path)
        for table in ["deliveries", "messages"] {
            try database.run(
                "DELETE FROM \(table) WHERE campaign_id = :campaign AND number = :number",
                ["campaign": .integer(campaign.rawValue), "number": .text(number.e164)]
            )
        }
    }
}

// MARK: - Modelled

/// What is done to the model's files.
protocol ModelSubject: LedgerSubject {
    var copies: Guarded<LedgerState?> { get }

    func withFiles<Answer: Sendable>(_ body: @Sendable (inout LedgerFiles) -> Answer) -> Answer
}

extension ModelSubject {
    func image() async throws -> any CampaignLedger {
        let place = MemoryPlace { TestClock.begin }
        let ledger = withFiles { $0.ledger }
        place.files.withLock { $0.put(ledger) }
        var trust = LedgerTrust()
        trust.acceptsOlder = true
        return try place.open(trust)
    }

    func kill(_ ledger: any CampaignLedger) {}

    func forget(_ campaign: CampaignID, in ledger: any CampaignLedger) async throws {
        _ = try await (ledger as? any ModelLedger)?.write(.forgetCampaign(campaign))
    }

    func forget(_ number: PhoneNumber, in ledger: any CampaignLedger) async throws {
        _ = try await (ledger as? any ModelLedger)?.write(.forgetNumber(number))
    }

    func keepCopy() {
        let ledger = withFiles { $0.ledger }
        copies.withLock { $0 = ledger }
    }

    func putCopyBack() {
        guard let copy = copies.withLock({ $0 }) else { return }
        withFiles { $0.put(copy) }
    }

    func takeAway() { withFiles { $0.put(nil) } }

    func damage(_ number: PhoneNumber, in campaign: CampaignID) {
        withFiles { $0.damage(number, in: campaign) }
    }
}

final class MemorySubject: ModelSubject {
    let copies = Guarded<LedgerState?>(nil)
    private let place: MemoryPlace

    init(_ clock: TestClock) { place = MemoryPlace { clock.date } }

    func withFiles<Answer: Sendable>(_ body: @Sendable (inout LedgerFiles) -> Answer) -> Answer {
        place.files.withLock { body(&$0) }
    }

    func open(_ trust: LedgerTrust) async throws(LedgerError) -> any CampaignLedger {
        try place.open(trust)
    }
}

/// A world in which nothing goes wrong, and with no other campaign.
final class SimulatedSubject: ModelSubject {
    let copies = Guarded<LedgerState?>(nil)
    let world: World
    private let clock: TestClock

    init(_ clock: TestClock) {
        self.clock = clock
        let seed = (1...1000 as ClosedRange<UInt64>).first { !Rails(seed: $0).isSpaced }
        world = World(seed: seed ?? 1, listSize: 1, flaw: nil, isTraced: false)
        world.machine.finish()
        world.state.withLock { state in
            state.isCalm = true
            state.disk.files.hasMirrors = true
        }
    }

    func withFiles<Answer: Sendable>(_ body: @Sendable (inout LedgerFiles) -> Answer) -> Answer {
        world.state.withLock { body(&$0.disk.files) }
    }

    func open(_ trust: LedgerTrust) async throws(LedgerError) -> any CampaignLedger {
        // Whoever was killed has given up the claim.
        world.state.withLock { $0.isLocked = false }
        return try await ModelledLedgers(
            world: world,
            trust: trust,
            clock: { [clock] in clock.date }
        ).open(for: .readWrite)
    }
}

extension LedgerKind {
    /// Does something with a subject, where it is at home: the simulated one on its machine.
    static func withSubject<Result>(
        _ subject: any LedgerSubject,
        _ body: () async throws -> Result
    ) async throws -> Result {
        guard let simulated = subject as? SimulatedSubject else { return try await body() }
        return try await withTaskExecutorPreference(simulated.world.machine) {
            try await body()
        }
    }
}
