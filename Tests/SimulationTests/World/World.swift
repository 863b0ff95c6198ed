// SPDX-License-Identifier: Apache-2.0

import Basics
import Ledger
import LedgerModel
import Pacing
import PhoneNumbers
import TestSupport
import Testing

import struct Foundation.Date

/// The world around the program, on one simulated machine.
final class World: Sendable {
    let seed: UInt64
    let rails: Rails
    let flaw: Flaw?
    /// Whether events are written down; it takes longer than all else.
    let isTraced: Bool
    let machine: SimulatedMachine
    let state: Guarded<WorldState>

    init(seed: UInt64, listSize: Int, flaw: Flaw?, isTraced: Bool) {
        (self.seed, self.flaw, self.isTraced) = (seed, flaw, isTraced)
        rails = Rails(seed: seed)
        machine = SimulatedMachine(seed: seed) {
            Issue.record(
                """
                SIMULATION_SEED=\(seed): a deadlock that not even a cancellation ends; \
                this test will hang
                """
            )
        }
        state = Guarded(WorldState(seed: seed, listSize: listSize, flaw: flaw))
    }

    /// Whether the program has been killed: what it still does reaches nobody.
    var isDead: Bool { state.withLock { $0.isDead } }

    /// Somebody may set the computer's clock, where nothing goes by the day or the hour.
    func jump() {
        let offset: Double? = state.withLock { state in
            guard !state.isDead, !rails.hasDays, !rails.isSpaced,
                state.events.oneIn(state.conditions.jumpOneIn)
            else { return nil }
            state.counts.jumps += 1
            state.clockOffset = state.events.pick(
                from: [-259_200, -90_000, -3600, 0, 3600, 90_000, 259_200],
                or: 0
            )
            return state.clockOffset
        }
        if let offset { note("the clock is \(offset) s ahead") }
    }

    /// Writes an event into the trace, with the time in nanoseconds.
    func note(_ words: @autoclosure () -> String) {
        guard isTraced else { return }
        let (seconds, attoseconds) = machine.now.components
        let time = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        let line = "\(time) \(words())"
        state.withLock { state in
            guard !state.isDead else { return }
            state.trace.append(line)
        }
    }

    /// Notes that something is not as it must be.
    func complain(_ words: String) {
        note("VIOLATION \(words)")
        state.withLock { state in
            guard !state.isDead else { return }
            state.violations.append(words)
        }
    }
}

/// Names a message, as the provider and a person know it.
struct MessageKey: Hashable, Sendable {
    let campaign: String
    let number: PhoneNumber
}

/// What belongs to the run that goes on.
struct RunState: Sendable {
    /// Whose message left, in the order of the first.
    var departed: [PhoneNumber] = []
    /// What became of the latest message to each.
    var fates: [PhoneNumber: SendFate] = [:]
    /// What the run must plan, and whether it must be refused.
    var expectation: Expectation?
    /// The candidates of the plan; `nil` before there is one.
    var plan: Int?
    /// Whether rows were found to be in doubt after the plan, which is made anew then.
    var isReplanned = false
    /// Whether the user has agreed to send, and to go on after the canary.
    var hasLeave = false
    var goesOn = false
    /// What speaks against the others when it was seen what became of the canary, or nothing;
    /// `nil` before that.
    var canary: String??
    /// When the run was told that the account has no credit.
    var toldBroke: Duration?
    /// When a message was accepted after which nobody has asked for any; `nil` where there is none.
    var unasked: Duration?
    /// When those can be sent a message who wait, by their rows.
    var openings: [Int: Date] = [:]
    /// Whether the run has waited for the end of quiet hours.
    var hasWaited = false
    /// Whether the disk, or a report, failed.
    var diskFailed = false
    var reportFailed = false
}

/// All that is there beside the program: the disk, the provider with its own log, and the chance
/// that rules them.
struct WorldState: Sendable {
    /// A request that has left and has not been read by the provider.
    struct Flight: Sendable {
        let key: MessageKey
        let fate: SendFate
    }

    /// What becomes of an accepted message, and when.
    struct Delivery: Sendable {
        let fate: DeliveryFate
        let at: Duration
        /// What the program was told last.
        var told: String?
    }

    let conditions: Conditions
    let rails: Rails
    /// How many rows the list has.
    let listSize: Int
    let flaw: Flaw?
    var chance: SeededGenerator
    /// Decides over what happens to the computer: a clock that is set, a backup that is put back.
    var events: SeededGenerator
    /// The run that goes on: what the user typed, and what came of it so far.
    var command = Command()
    var run = RunState()
    var disk = Disk()
    /// A backup of the ledger; `nil` where there is none of this one.
    var backup: Disk.Copy?
    /// By how many seconds the computer's clock is ahead.
    var clockOffset = 0.0
    /// Whether the ledger has ever lost what earlier runs spent.
    var hasLostSpending = false
    var commits = CommitQueue()
    /// Whether a run has the ledger for itself.
    var isLocked = false
    /// Whether the disk takes nothing any more until the ledger is opened anew.
    var isBroken = false
    /// When messages left over all runs, by the account.
    var departures: [String: [Duration]] = [:]
    /// Until when accounts want no message, and since when the program has been told so.
    var pauses: [String: (since: Duration, until: Duration)] = [:]
    /// Until when a user waits who has been told of a pause.
    var restUntil = Duration.zero
    /// The reports, by their paths.
    var files: [String: [UInt8]] = [:]
    var flights: [Int: Flight] = [:]
    /// The provider's own log: the ids of the messages it accepted.
    var accepted: [MessageKey: [String]] = [:]
    /// What becomes of them, by their ids.
    var deliveries: [String: Delivery] = [:]
    /// How many lookups the provider charged for, by campaign.
    var chargedLookups: [String: Int] = [:]
    /// Messages about which it cannot be known whether they were accepted.
    var doubtful: Set<MessageKey> = []
    /// Landlines that a lookup did not call so: nobody can know them.
    var disguised: Set<PhoneNumber> = []
    /// Whether the program has been killed.
    var isDead = false
    /// Whether nothing goes wrong any more.
    var isCalm = false
    var counts = Counts()
    var trace: [String] = []
    var violations: [String] = []

    init(seed: UInt64, listSize: Int, flaw: Flaw?) {
        var chance = SeededGenerator(seed: seed ^ 0x5EED)
        var events = SeededGenerator(seed: seed ^ 0xE7E)
        conditions = Conditions(&chance, &events)
        rails = Rails(seed: seed)
        disk.files.hasMirrors = conditions.hasMirrors
        disk.files.reflectsRows = flaw != .unreflectedRows
        (self.chance, self.events) = (chance, events)
        self.flaw = flaw
        self.listSize = listSize
    }

    /// A message of the campaign that is sent.
    func key(_ number: PhoneNumber) -> MessageKey {
        MessageKey(campaign: command.campaign, number: number)
    }

    /// A sleeper's lateness.
    mutating func lateness() -> Duration {
        guard !isCalm, chance.oneIn(8) else { return .zero }
        return chance.milliseconds(upTo: chance.oneIn(4) ? 200 : 20)
    }

    mutating func sendFate() -> SendFate {
        if !isCalm, counts.runs < conditions.stubbornUntilRun { return .unexplained }
        guard !isCalm, chance.oneIn(conditions.troubleOneIn) else { return .accepted }
        let fate = chance.pick(from: SendFate.troubles, or: .accepted)
        // Where nothing was ever accepted, nobody can tell such a page from a way that is closed.
        let isKnown = disk.ledger.messages.values.contains { $0.state == .sent }
        return fate == .acceptedThenBlocked && !isKnown ? .acceptedThenLost : fate
    }

    mutating func lookupFate() -> LookupFate {
        guard !isCalm, chance.oneIn(conditions.troubleOneIn) else { return .found }
        return chance.pick(from: LookupFate.troubles, or: .found)
    }

    mutating func statusFate() -> StatusFate {
        guard !isCalm, chance.oneIn(conditions.troubleOneIn) else { return .told }
        return chance.oneIn(2) ? .told : chance.pick(from: StatusFate.troubles, or: .told)
    }

    private mutating func deliveryFate() -> DeliveryFate {
        if !isCalm, counts.runs < conditions.brokeUntilRun { return .noCredit }
        guard !isCalm, chance.oneIn(conditions.lossOneIn) else { return .delivered }
        return chance.pick(from: DeliveryFate.losses, or: .delivered)
    }

    /// The provider reads a message.
    ///
    /// - Returns: the id under which it accepts it.
    mutating func accept(_ key: MessageKey, at now: Duration) -> String {
        counts.accepted += 1
        let id = "m-\(counts.accepted)"
        accepted[key, default: []].append(id)
        let fate = deliveryFate()
        deliveries[id] = Delivery(fate: fate, at: now + chance.milliseconds(upTo: 15_000))
        return id
    }
}

/// What the disk goes through.
extension WorldState {
    /// Applies all commits that are over by now, and notes what their writers are told.
    mutating func settleCommits(by now: Duration) {
        for batch in commits.over(by: now) { apply(batch) }
    }

    private mutating func apply(_ batch: CommitQueue.Batch) {
        // A failing fsync says nothing about what has reached the disk.
        let isLost = isBroken || batch.fails && chance.oneIn(2)
        let fails = isBroken || batch.fails
        let answers = isLost ? [] : disk.commit(batch.writes.map(\.write), rails, for: command.wish)
        for (place, ticket) in batch.writes.map(\.ticket).enumerated() {
            commits.note(fails ? .failed : answers[place], for: ticket)
        }
        guard batch.fails else { return }
        counts.ledgerFaults += 1
        run.diskFailed = true
        // Nor can a pause be written down that the provider asks for.
        pauses = [:]
        // After a failure of the disk itself nothing more is written; a full one may get room.
        isBroken = isBroken || chance.oneIn(2)
    }

    /// The power fails: chance decides over what is on its way to the provider and to the disk.
    mutating func crash(at now: Duration) {
        settleCommits(by: now)
        if !isBroken, let batch = commits.underWay(at: now), chance.oneIn(2) {
            _ = disk.commit(batch.writes.map(\.write), rails, for: command.wish)
        }
        commits = CommitQueue()
        for (_, flight) in flights.sorted(by: { $0.key < $1.key })
        where flight.fate.accepts && chance.oneIn(2) {
            _ = accept(flight.key, at: now)
        }
        flights = [:]
        // What was told just now is not yet written down.
        let written = now - Self.longestCommit
        pauses = pauses.filter { $0.value.since < written }
        isDead = true
        isLocked = false
    }

    /// No write takes longer: a commit under way, and its own.
    static let longestCommit = Duration.seconds(2)

    /// Begins another run, of a program that knows nothing but the disk and the files.
    mutating func begin(_ command: Command, isCalm: Bool) {
        self.command = command
        self.isCalm = isCalm
        run = RunState()
        (isDead, isBroken, isLocked) = (false, false, false)
        commits = CommitQueue()
        counts.runs += 1
    }

    /// The ledger is gone, and with it all that anybody can be held to.
    mutating func forgetMessages() {
        (accepted, doubtful, chargedLookups) = ([:], [], [:])
        (departures, pauses) = ([:], [:])
        backup = nil
    }

    /// Makes a backup of the ledger now and then, between two runs.
    mutating func makeBackup() {
        if disk.isThere, events.oneIn(2) { backup = disk.copy }
    }

    /// Puts the backup in the ledger's place; where no mirror could tell that it is one, nobody
    /// does.
    mutating func putBackBackup() {
        guard conditions.hasMirrors, disk.isThere, let backup else { return }
        disk.put(backup)
    }

    /// The user accepts that the ledger lost something: rows up to the highest that it ever began
    /// may be in doubt.
    mutating func acceptLoss() {
        counts.losses += 1
        hasLostSpending = true
        // How far the rate was used is lost, too.
        (departures, pauses) = ([:], [:])
        // The backup of one ledger is none of the next one.
        if !disk.isThere { backup = nil }
        for (campaign, last) in disk.highestRows {
            for (number, row) in Lists.recipients(listSize) where row <= last {
                doubtful.insert(MessageKey(campaign: campaign, number: number))
            }
        }
    }
}
