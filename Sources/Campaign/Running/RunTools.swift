// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Configuration
package import HTTP
import Ledger
import Lists
package import Pacing
package import Providers

import struct Foundation.UUID

/// What a run works with: the provider, the way to it, the pacing, time and chance.
package struct RunTools: Sendable {
    /// The wire format of the provider account.
    package var provider: any Provider
    /// Where the account's credentials come from (variables, keys of the configuration), for a
    /// person whose are refused.
    package var credentials: [String]
    /// What tells the account from others; `nil` where nothing does.
    package var identity: Secret?
    /// The way to the provider.
    package var transport: any HTTPTransport
    /// Time, real or simulated.
    package var time: any Timekeeper
    /// Gives a random number in 0…1 for jitter.
    package var random: @Sendable () -> Double
    /// Gives a new unique id for a message, a UUID in lower case.
    package var newID: @Sendable () -> String
    /// When and how often to try again.
    package var retry: RetryPolicy
    /// The switch that ends the run.
    package var stop: StopSwitch
    /// Is told when everybody waits because the provider refused requests for coming too fast.
    package var tellPause: @Sendable (RatePause) -> Void = { _ in }

    /// Makes a set of tools.
    package init(
        provider: any Provider, credentials: [String] = [], identity: Secret? = nil,
        transport: any HTTPTransport, time: any Timekeeper,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        newID: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
        retry: RetryPolicy, stop: StopSwitch = StopSwitch()
    ) {
        self.provider = provider
        self.credentials = credentials
        self.identity = identity
        self.transport = transport
        self.time = time
        self.random = random
        self.newID = newID
        self.retry = retry
        self.stop = stop
    }

    /// The longest pause that a run waits for; a provider that asks for more ends the run.
    static let longestPause = Duration.seconds(120)

    /// How long to wait before another try.
    ///
    /// - Parameters:
    ///   - pause: what the provider asked for; never shortened.
    ///   - tries: how many requests were made so far.
    /// - Returns: the provider's pause, or the back-off where that is longer: a pause of 0 or one
    ///   that is over is no leave to hurry.
    func pause(asked pause: RetryAfter?, after tries: Int) -> Duration {
        max(
            pause?.delay(from: time.date) ?? .zero,
            retry.delay(beforeAttempt: tries + 1, random: random()))
    }

    /// Takes in how a request ended, as far as the rate is concerned: what follows for everybody
    /// holds at once.
    ///
    /// - Parameters:
    ///   - answer: what the provider said.
    ///   - words: its words, for a person.
    ///   - slot: the slot with which the request left.
    ///   - lane: the lane in which it left.
    /// - Returns: for how long everybody waits.
    @discardableResult func note(
        _ answer: RateAnswer, _ words: String = "", for slot: Slot, in lane: RequestLane
    ) -> Duration {
        let reaction = lane.limiter.note(answer, for: slot)
        if reaction.isHopeless {
            stop.raise(.tooFast(refusals: reaction.refusals, reaction.duration, words))
        } else if reaction.pause > .zero {
            tellPause(RatePause(words: words, length: reaction.pause))
        }
        return reaction.pause
    }

    /// The provider wants fewer requests, and perhaps a pause.
    func tooFast(_ asked: RetryAfter?) -> RateAnswer {
        .tooFast(asked: asked.map { $0.delay(from: time.date) }, backOff: retry.base)
    }

    /// Whether there is another try after such a pause.
    ///
    /// A pause that is longer than a run waits for stops the run, also after the last try: it
    /// concerns every other row as well.
    func allowsAnother(after tries: Int, pause: Duration) -> Bool {
        guard pause <= Self.longestPause else {
            stop.raise(.retryAfter(pause))
            return false
        }
        return retry.allowsAnother(after: tries)
    }
}

/// A pause that everybody makes because the provider refused requests for coming too fast.
package struct RatePause: Sendable, Hashable {
    /// The provider's words.
    package let words: String
    package let length: Duration
}

/// One kind of request's way to the provider: how many leave a second, and how many are in flight.
package final class RequestLane: Sendable {
    /// Gives the slots at which requests leave; retries take one too.
    package let limiter: RateLimiter
    /// Lets so many requests be on their way at once: those in flight, and on a slow disk those
    /// that wait for it before or after.
    package let gate: ConcurrencyGate
    private let flights: ConcurrencyGate
    private let unit: SendSettings.Unit
    private let maxConcurrent: Int
    private let ratePerSecond: Double
    private let commits = Guarded(CommitLead())

    package init(
        ratePerSecond: Double, burst: Int, maxConcurrent: Int,
        per unit: SendSettings.Unit = .message, maxSegments: Int = 1, time: any Timekeeper
    ) {
        (self.unit, self.maxConcurrent, self.ratePerSecond) = (unit, maxConcurrent, ratePerSecond)
        let pace = Pace(
            ratePerSecond: ratePerSecond, burst: burst,
            largestCost: unit == .segment ? maxSegments : 1)
        limiter = RateLimiter(pace, time: time)
        gate = ConcurrencyGate(limit: maxConcurrent)
        flights = ConcurrencyGate(limit: maxConcurrent)
    }

    /// The lane of lookups, and of all other questions.
    package convenience init(_ settings: LookupSettings, time: any Timekeeper) {
        self.init(
            ratePerSecond: settings.ratePerSecond, burst: settings.burst,
            maxConcurrent: settings.maxConcurrent, time: time)
    }

    /// Makes the lane of messages.
    package convenience init(messages settings: Settings, time: any Timekeeper) {
        self.init(
            ratePerSecond: settings.send.ratePerSecond, burst: settings.send.burst,
            maxConcurrent: settings.send.maxConcurrent, per: settings.send.per,
            maxSegments: settings.message.maxSegments, time: time)
    }

    /// Takes the next place in the schedule for a message of so many segments, whose intent is
    /// still to be written.
    func reserve(segments: Int) -> Slot {
        limiter.reserve(cost: unit == .segment ? segments : 1, lead: lead)
    }

    /// How long before a request leaves its intent is written.
    var lead: Duration { commits.withLock { $0.duration } }

    /// Takes in how long a commit took at a moment.
    ///
    /// On a slow disk more messages are on their way than are in flight, or the disk would slow
    /// the rate down: those whose intents and outcomes are being written, which is the rate times
    /// the time of the commits.
    func note(commit: Duration, at now: Duration) {
        let (before, after) = commits.withLock { lead in
            let before = lead.places(ratePerSecond)
            lead.note(commit, at: now)
            return (before, lead.places(ratePerSecond))
        }
        if before != after { gate.setLimit(maxConcurrent + after) }
    }

    /// Does something with one of the lane's places, and gives the place back.
    ///
    /// - Throws: `CancellationError` where the run ended before a place was free.
    func withPlace<Result: Sendable>(
        _ body: () async throws(CancellationError) -> Result
    ) async throws(CancellationError) -> Result {
        try await gate.enter()
        defer { gate.leave() }
        return try await body()
    }

    /// Does something while a request is in flight.
    ///
    /// - Throws: `CancellationError` where the run ended before another one was over.
    func inFlight<Result: Sendable>(
        _ body: () async -> Result
    ) async throws(CancellationError) -> Result {
        try await flights.enter()
        defer { flights.leave() }
        return await body()
    }
}

/// How long before a slot opens its intent is written, so that it is durable just in time.
///
/// It follows what commits take on this disk: an intent that is written too early would be left in
/// doubt by a crash for nothing, one that is written too late would miss its slot.
struct CommitLead: Sendable, Hashable {
    private static let shortest = Duration.milliseconds(5)
    private static let longest = Duration.seconds(10)
    /// A disk whose commits are quicker slows no rate down.
    private static let quick = Duration.milliseconds(80)
    /// The time in which it halves where commits have become quicker.
    private static let halfLife = Duration.seconds(2)

    /// The lead for the next intent.
    private(set) var duration = Duration.milliseconds(20)
    private var latest: Duration?

    /// Takes in how long a commit took: up at once, down slowly.
    ///
    /// A writer waits for the commit under way and then for its own: what it measures lies between
    /// one and two of the disk's. The longest of late is the lead.
    mutating func note(_ commit: Duration, at now: Duration) {
        let past = latest.map { max(now - $0, .zero) } ?? .zero
        let wanted = min(max(commit + commit / 4, Self.shortest), Self.longest)
        let share = max(0, 1 - past / (Self.halfLife * 2))
        duration = max(wanted, duration * share)
        latest = now
    }

    /// How many messages may be on their way besides those in flight.
    func places(_ ratePerSecond: Double) -> Int {
        guard duration > Self.quick else { return 0 }
        return Int(min(ratePerSecond * 2 * (duration / .seconds(1)), 100_000).rounded(.up))
    }
}

/// Carries the pace of an account from one run to the next, or to the next part of the same run.
///
/// It is kept when a run begins, when the provider asks for a pause, and when the run ends: not
/// with each message. What a run has used that did not come to its end is not known, so all counts
/// as used.
struct PaceKeeper: Sendable {
    /// Pauses of a few requests are not kept: a commit takes as long.
    private static let shortestPause = Duration.seconds(1)
    /// Longer ones are not believed a second time.
    private static let longestPause = Duration.seconds(86_400)

    let journal: any MessageJournal
    let lane: RequestLane
    /// The account, and which of its rates.
    let name: String
    let tools: RunTools

    /// Begins where the last run on the account has ended.
    ///
    /// A pause that is longer than a run waits for stops it at once.
    func begin() async throws(LedgerError) {
        if let record = try await journal.pace(of: name) {
            let found = lane.limiter.resume { memory(in: record, worst: $0.worstMemory) }
            if found.paused > RunTools.longestPause { tools.stop.raise(.retryAfter(found.paused)) }
        }
        let begin = tools.time.now
        try await keep(isOpen: true)
        // The disk was idle; in the run a writer waits for the commit under way as well.
        let end = tools.time.now
        lane.note(commit: (end - begin) * 2, at: end)
    }

    private func memory(in record: PaceRecord, worst: Pace.Memory) -> Pace.Memory {
        let age = record.age(at: tools.time.date, uptime: tools.time.now / .seconds(1))
        let paused = min(record.paused, Self.longestPause / .seconds(1)) - age
        return Pace.Memory(
            busy: record.isOpen ? worst.busy : .seconds(max(record.busy - age, 0)),
            paused: .seconds(max(paused, 0)))
    }

    /// Keeps a pause that the provider has asked for: a run that is killed must not forget it.
    func keep(_ pause: Duration) async {
        guard pause >= Self.shortestPause else { return }
        do { try await keep(isOpen: true) } catch { tools.stop.raise(.ledger(error.description)) }
    }

    /// The run has come to its end.
    func end() async {
        do { try await keep(isOpen: false) } catch { tools.stop.raise(.ledger(error.description)) }
    }

    private func keep(isOpen: Bool) async throws(LedgerError) {
        let memory = lane.limiter.memory
        let record = PaceRecord(
            isOpen: isOpen, date: tools.time.date, uptime: tools.time.now / .seconds(1),
            busy: memory.busy / .seconds(1), paused: memory.paused / .seconds(1))
        try await journal.keepPace(record, of: name)
    }
}
