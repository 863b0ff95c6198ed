// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import PhoneNumbers
import SQLite

/// Keeps the outcomes that could not be written into the ledger, in a file beside it: the next run
/// takes them first.
///
/// A line each: a seal of 16 hexadecimal digits, so that a digit that flips is noticed, a blank,
/// and JSON. A line is on the disk when ``append(_:run:)`` returns.
struct OutcomeFile: Sendable {
    let place: LedgerPlace
    /// The ledger that they belong to.
    let ledger: LedgerID
    /// The key of the ledger's hashes.
    let key: KeyedHash

    /// Adds an outcome of the run that began at a time.
    ///
    /// - Returns: whether it is on the disk.
    @discardableResult func append(_ outcome: Outcome, run: Date?) -> Bool {
        let kept = KeptOutcome(outcome, of: ledger, run: run.map(Timestamp.text))
        guard let json = try? JSONEncoder().encode(kept) else { return false }
        let line = Data((seal(of: json) + " ").utf8) + json + Data("\n".utf8)
        let file = open(
            place.outcomes, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return false }
        defer { close(file) }
        return line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } == line.count
            && fsync(file) == 0
    }

    private func seal(of json: Data) -> String {
        // No text of a message begins with a zero, so that no seal is a text's hash.
        Hex.text(of: key.digest(of: Array("\0outcome\0".utf8) + json).bytes.prefix(8))
    }

    /// Reads what the ledger's latest run left, which began at a time.
    ///
    /// A line that a crash cut off, that is damaged, or that an earlier run left, is left out: its
    /// message stays in doubt.
    func read(ofRun run: String?) throws(LedgerError) -> [Outcome] {
        guard FileStatus(place.outcomes) != nil else { return [] }
        let file = open(place.outcomes, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            throw place.failure(.cannotOpen(LedgerPlace.words(for: errno)))
        }
        let data = FileHandle(fileDescriptor: file, closeOnDealloc: true)
            .readDataToEndOfFile()
        return data.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let kept = decoded(line), kept.ledger == ledger.text, kept.run == run else {
                return nil
            }
            return kept.outcome
        }
    }

    private func decoded(_ line: Data) -> KeptOutcome? {
        guard let blank = line.firstIndex(of: UInt8(ascii: " ")) else { return nil }
        let json = Data(line[(blank + 1)...])
        guard line[..<blank].elementsEqual(seal(of: json).utf8) else { return nil }
        return try? JSONDecoder().decode(KeptOutcome.self, from: json)
    }

    /// Removes the file, when all of it is in the ledger.
    func remove() { unlink(place.outcomes) }
}

extension Ledger {
    /// Keeps an outcome that cannot be written, for the next run.
    func keep(_ outcome: Outcome) { outcomeFile?.append(outcome, run: latestRun) }

    /// Writes into the ledger what an earlier run could not.
    ///
    /// What has no open intent is settled already.
    func takeOutcomes(from file: OutcomeFile) async throws(LedgerError) {
        guard FileStatus(file.place.outcomes) != nil else { return }
        let run = try read { database throws(SQLiteError) in
            try database.first("SELECT run_began_at FROM identity") { row throws(SQLiteError) in
                try row.optionalText("run_began_at")
            }
        }
        let outcomes = try file.read(ofRun: run ?? nil)
        for outcome in outcomes {
            do throws(LedgerError) { try await record(outcome, over: .intent) } catch {
                guard case .noIntent = error.kind else { throw error }
            }
        }
        file.remove()
    }
}

/// An outcome as the file has it.
private struct KeptOutcome: Codable {
    let ledger: String
    /// When the run began that could not write it.
    var run: String?
    let campaign: Int64
    let number: String
    let ending: String
    var reason: String?
    var detail: String?
    var messageID: String?
    var errorCode: String?
    var cost: String?
    var currency: String?
    let attempts: Int
    var sentAt: String?
    var clockOffset: Int?
    let isOptOut: Bool
    let takesBackSecond: Bool

    init(_ outcome: Outcome, of ledger: LedgerID, run: String?) {
        self.ledger = ledger.text
        self.run = run
        campaign = outcome.campaign.rawValue
        number = outcome.number.e164
        ending = outcome.ending.rawValue
        reason = outcome.reason
        detail = outcome.detail
        messageID = outcome.messageID
        errorCode = outcome.errorCode
        cost = outcome.cost
        currency = outcome.currency
        attempts = outcome.attempts
        sentAt = outcome.sentAt.map(Timestamp.text)
        clockOffset = outcome.clockOffset
        isOptOut = outcome.isOptOut
        takesBackSecond = outcome.takesBackSecond
    }

    var outcome: Outcome? {
        guard let number = PhoneNumber(e164: number), let ending = Outcome.Ending(rawValue: ending)
        else { return nil }
        var outcome = Outcome(
            campaign: CampaignID(rawValue: campaign), number: number, ending: ending,
            reason: reason, isOptOut: isOptOut, detail: detail, messageID: messageID,
            errorCode: errorCode, cost: cost, currency: currency, attempts: attempts,
            sentAt: sentAt.flatMap(Timestamp.date))
        outcome.takesBackSecond = takesBackSecond
        outcome.clockOffset = clockOffset
        return outcome
    }
}
