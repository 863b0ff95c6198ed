// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import PhoneNumbers

/// Keeps the outcomes that could not be written into the ledger, in a file beside it: the next run
/// takes them first.
///
/// A line each, as JSON; a line is on the disk when ``append(_:)`` returns.
struct OutcomeFile: Sendable {
    let place: LedgerPlace
    /// The ledger that they belong to.
    let ledger: LedgerID

    /// Adds an outcome.
    ///
    /// - Returns: whether it is on the disk.
    @discardableResult func append(_ outcome: Outcome) -> Bool {
        guard var line = try? JSONEncoder().encode(KeptOutcome(outcome, of: ledger)) else {
            return false
        }
        line.append(UInt8(ascii: "\n"))
        let file = open(
            place.outcomes, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return false }
        defer { close(file) }
        return line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } == line.count
            && fsync(file) == 0
    }

    /// Reads what is there of this ledger; a line that a crash cut off is left out: its message
    /// stays in doubt.
    func read() throws(LedgerError) -> [Outcome] {
        guard FileStatus(place.outcomes) != nil else { return [] }
        let file = open(place.outcomes, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            throw place.failure(.cannotOpen(LedgerPlace.words(for: errno)))
        }
        let data = FileHandle(fileDescriptor: file, closeOnDealloc: true)
            .readDataToEndOfFile()
        return data.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let kept = try? JSONDecoder().decode(KeptOutcome.self, from: Data(line))
            return kept?.ledger == ledger.text ? kept?.outcome : nil
        }
    }

    /// Removes the file, when all of it is in the ledger.
    func remove() { unlink(place.outcomes) }
}

extension Ledger {
    /// Writes into the ledger what an earlier run could not.
    ///
    /// What has no open intent is settled already.
    func takeOutcomes(from file: OutcomeFile) async throws(LedgerError) {
        let outcomes = try file.read()
        guard FileStatus(file.place.outcomes) != nil else { return }
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

    init(_ outcome: Outcome, of ledger: LedgerID) {
        self.ledger = ledger.text
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
