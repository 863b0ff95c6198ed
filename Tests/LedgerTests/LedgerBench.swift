// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Ledger
import PhoneNumbers
import SQLite
import TestSupport

/// Holds what a test of the ledger needs: a scratch folder, a clock that it sets, and short ways to
/// make values.
final class LedgerBench: Sendable {
    let folder: ScratchFolder
    private let time = Guarded(Date(timeIntervalSince1970: 1_800_000_000))

    init() throws {
        folder = try ScratchFolder()
    }

    var path: String { folder.file("ledger.sqlite") }

    var date: Date {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }

    /// Where the ledger's mirror lies in tests that want one.
    var mirrors: MirrorFolder { MirrorFolder(path: folder.file("state")) }

    func open(
        _ access: Ledger.Access = .readWrite,
        trust: LedgerTrust = LedgerTrust(),
        mirrors: MirrorFolder? = nil
    ) throws(LedgerError) -> Ledger {
        try Ledger(
            at: path,
            for: access,
            trust: trust,
            mirrors: mirrors,
            now: { self.date },
            // A mirror is its ledger's alone by the id.
            random: mirrors == nil
                ? { [UInt8](repeating: 7, count: $0) } : Ledger.systemRandom
        )
    }

    /// Opens a second connection, which sees only what is committed.
    func witness() throws -> Database {
        try Database(path: path, access: .readOnly)
    }

    static func campaign(
        _ name: String = "spring",
        list: String = "l",
        template: String = "t"
    ) -> CampaignDetails {
        CampaignDetails(
            name: name,
            provider: "plivo",
            sender: "+12025550100",
            templateHash: template,
            listHash: list
        )
    }

    /// Makes the fictional number with these last digits.
    static func number(_ index: Int) throws -> PhoneNumber {
        guard let number = PhoneNumber(e164: "+1202555\(String(10_000 + index).suffix(4))") else {
            throw NotANumber(index: index)
        }
        return number
    }

    static func intent(
        _ index: Int,
        in campaign: CampaignID,
        replacing: Intent.Replacement = .nothing
    ) throws -> Intent {
        Intent(
            campaign: campaign,
            number: try number(index),
            row: index,
            provider: "plivo",
            segments: 1,
            encoding: "GSM-7",
            textHash: "hash",
            replacing: replacing
        )
    }

    static func outcome(
        _ index: Int,
        in campaign: CampaignID,
        _ ending: Outcome.Ending
    ) throws -> Outcome {
        Outcome(campaign: campaign, number: try number(index), ending: ending)
    }

    struct NotANumber: Error {
        let index: Int
    }
}

/// What a suite begins with that wants a ledger with nothing in it.
class EmptyLedger {
    let bench: LedgerBench
    let ledger: Ledger

    init() throws {
        bench = try LedgerBench()
        ledger = try bench.open()
    }
}

/// What a suite begins with that wants a ledger with one campaign in it, without messages.
class BegunCampaign {
    let bench: LedgerBench
    let ledger: Ledger
    let campaign: CampaignID

    init() async throws {
        bench = try LedgerBench()
        ledger = try bench.open()
        campaign = try await ledger.begin(LedgerBench.campaign())
    }
}
