// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import TestSupport

/// All that is there beside the program: the disk, the provider with its own log, and the chance
/// that rules them.
struct WorldState: Sendable {
    /// A request that has left and has not been read by the provider.
    struct Flight: Sendable {
        let number: PhoneNumber
        let fate: SendFate
    }

    let conditions: Conditions
    let rails: Rails
    /// How many lookups the provider charges for.
    var chargedLookups = 0
    /// How many rows the list has.
    let listSize: Int
    /// Flaws that tests put in on purpose.
    let flaw: Flaw?
    var chance: SeededGenerator
    var disk = Disk()
    var commits = CommitQueue()
    var flights: [Int: Flight] = [:]
    /// The provider's own log: the ids of the messages it accepted.
    var accepted: [PhoneNumber: [String]] = [:]
    /// Numbers about whose message it cannot be known whether it was accepted, each with the reason
    /// allowed for.
    var doubtful: Set<PhoneNumber> = []
    /// Landlines that a lookup did not call so: nobody can know them.
    var disguised: Set<PhoneNumber> = []
    /// When messages left in this run.
    var departures: [Duration] = []
    /// Before this moment the provider wants no message; and since when it has said so.
    var quiet: (since: Duration, until: Duration)?
    /// Whether the program has been killed.
    var isDead = false
    /// Whether the disk failed in this run.
    var diskFailed = false
    /// Whether nothing goes wrong any more.
    var isCalm = false
    var counts = Counts()
    var trace: [String] = []
    var violations: [String] = []

    init(seed: UInt64, listSize: Int, flaw: Flaw?) {
        var chance = SeededGenerator(seed: seed ^ 0x5EED)
        conditions = Conditions(&chance)
        rails = Rails(seed: seed)
        self.chance = chance
        self.flaw = flaw
        self.listSize = listSize
    }

    /// A sleeper's lateness.
    mutating func lateness() -> Duration {
        guard !isCalm, chance.oneIn(8) else { return .zero }
        return chance.milliseconds(upTo: chance.oneIn(4) ? 200 : 20)
    }

    mutating func sendFate() -> SendFate {
        if !isCalm, counts.runs < conditions.stubbornUntilRun { return .unexplained }
        guard !isCalm, chance.oneIn(conditions.troubleOneIn) else { return .accepted }
        return chance.pick(from: SendFate.troubles, or: .accepted)
    }

    mutating func lookupFate() -> LookupFate {
        guard !isCalm, chance.oneIn(conditions.troubleOneIn) else { return .found }
        return chance.pick(from: LookupFate.troubles, or: .found)
    }

    /// The provider reads a message.
    ///
    /// - Returns: the id under which it accepts it.
    mutating func accept(_ number: PhoneNumber) -> String {
        counts.accepted += 1
        let id = "m-\(counts.accepted)"
        accepted[number, default: []].append(id)
        return id
    }

    /// Applies all commits that are over by now, and notes what their writers are told.
    mutating func settleCommits(by now: Duration) {
        for batch in commits.over(by: now) { apply(batch) }
    }

    private mutating func apply(_ batch: CommitQueue.Batch) {
        // A failing fsync says nothing about what has reached the disk.
        let isLost = batch.fails && chance.oneIn(2)
        for (ticket, write) in batch.writes {
            let answer = isLost ? Disk.Answer.failed : disk.apply(write, rails)
            commits.note(batch.fails ? .failed : answer, for: ticket)
        }
        guard batch.fails else { return }
        counts.ledgerFaults += 1
        diskFailed = true
    }

    /// The power fails: chance decides over what is on its way to the provider and to the disk.
    mutating func crash(at now: Duration) {
        settleCommits(by: now)
        if let batch = commits.underWay(at: now), chance.oneIn(2) {
            for (_, write) in batch.writes { _ = disk.apply(write, rails) }
        }
        commits = CommitQueue()
        for (_, flight) in flights.sorted(by: { $0.key < $1.key })
        where flight.fate.accepts && chance.oneIn(2) {
            _ = accept(flight.number)
        }
        flights = [:]
        isDead = true
    }
}
