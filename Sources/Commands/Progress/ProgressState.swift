// SPDX-License-Identifier: Apache-2.0

/// How far a command is.
struct ProgressState: Sendable, Hashable {
    /// What is being done.
    enum Phase: String, Sendable, Hashable {
        /// The list is read for the first time; `done` and `total` are bytes.
        case reading
        /// Rows are judged without any request.
        case planning
        /// Messages are sent.
        case sending
        /// Line types are looked up for an exact preview.
        case lookups
    }

    /// What is being done.
    var phase: Phase
    /// Rows (or bytes) in all; 0: not known.
    var total: Int
    /// Rows (or bytes) that are finished.
    var done = 0
    /// Messages that the provider accepted; in a preview, those that would be sent.
    var sent = 0
    /// Rows left out on purpose.
    var skipped = 0
    /// Messages that the provider refused.
    var failed = 0
    /// Messages that may or may not have been accepted.
    var unconfirmed = 0
    /// Rows that are left for a further run.
    var pending = 0
    /// What takes time: recipients that were taken through lookup and message in this run.
    var worked = 0
    /// How many recipients there are to be taken through.
    var work = 0
    /// What the rate limits: messages handed over, or numbers looked up, in this run.
    var departed = 0
    /// The configured limit, in messages or lookups a second; nil: there is none.
    var limit: Double?
    /// Messages or lookups a second of late; nil: too early to say.
    var rate: Double?
    /// The time that is left at the real rate; nil: not known.
    var timeLeft: Duration?
    /// Why nothing leaves for a while, until a message is accepted again; nil: no reason is known.
    var obstacle: String?

    /// Makes the state of a phase that has not begun.
    init(_ phase: Phase, total: Int = 0) { (self.phase, self.total) = (phase, total) }

    /// Whether the phase makes no request: it is shown only where it takes long.
    var isPreparation: Bool { phase == .reading || phase == .planning }
}

/// Works out the rate and the time left from states at points of time; time is a parameter.
struct ProgressPace: Sendable {
    /// Less than this says nothing of a rate.
    private static let shortest = Duration.seconds(1)
    /// More than this is not kept, however slow the rate.
    private static let longest = Duration.seconds(60)
    /// A time left beyond this is a guess that helps nobody.
    private static let farthest = 1_000_000.0

    private struct Sample {
        let time: Duration
        let worked: Int
        let departed: Int
    }

    private let window: Duration
    private var samples: [Sample] = []

    /// Makes a pace that has seen nothing.
    ///
    /// The rate is that of the last five seconds, or of the time in which ten messages may leave
    /// where that is longer: a slow campaign would seem to stand still otherwise.
    ///
    /// - Parameter limit: The configured rate a second.
    init(limit: Double?) {
        let slow = limit.flatMap { $0 > 0 ? Duration.seconds(min(10 / $0, 60)) : nil } ?? .zero
        window = min(max(.seconds(5), slow), Self.longest)
    }

    /// Notes a state, and fills in its rate and the time left.
    ///
    /// - Parameters:
    ///   - state: The state to complete.
    ///   - now: The time on any clock that never goes back.
    mutating func complete(_ state: inout ProgressState, at now: Duration) {
        let isPreparation = state.isPreparation
        let (worked, work) = isPreparation ? (state.done, state.total) : (state.worked, state.work)
        samples.append(Sample(time: now, worked: worked, departed: state.departed))
        while samples.count > 2, now - samples[1].time >= window { samples.removeFirst() }
        guard let first = samples.first, now - first.time >= Self.shortest else { return }
        let seconds = (now - first.time) / .seconds(1)
        state.rate = Double(state.departed - first.departed) / seconds
        let speed = Double(worked - first.worked) / seconds
        guard speed > 0, work > worked else { return }
        state.timeLeft = .seconds(min(Double(work - worked) / speed, Self.farthest))
    }
}

/// When progress is shown again; time is a parameter.
struct ProgressSchedule: Sendable {
    /// Preparations that take no longer are not shown.
    private static let patience = Duration.milliseconds(500)

    private let mode: ProgressMode
    private let begin: Duration
    private var next: Duration

    /// Makes the schedule of a phase that begins.
    init(_ mode: ProgressMode, isPreparation: Bool, at now: Duration) {
        (self.mode, begin) = (mode, now)
        next = now + (mode == .plain ? .seconds(10) : isPreparation ? Self.patience : .zero)
    }

    /// Whether it is time; then the next time is set.
    mutating func isDue(at now: Duration) -> Bool {
        guard mode != .none, now >= next else { return false }
        next = now + interval(at: now)
        return true
    }

    /// A log needs fewer lines the longer a run takes; more than ten drawings a second help nobody.
    private func interval(at now: Duration) -> Duration {
        switch mode {
        case .live: .milliseconds(100)
        case .json: .seconds(1)
        case .plain, .none: now - begin < .seconds(60) ? .seconds(10) : .seconds(60)
        }
    }
}
