// SPDX-License-Identifier: Apache-2.0

/// An absolute schedule for departures, as a pure value: no clock, no lock, no sleep.
///
/// Each departure has a nominal time; nominal times lie at least one interval apart. A departure
/// may be early by what `burst` allows and late by ``catchUp``. So in any window of W seconds no
/// more than `rate × W + burst + rate × catchUp` units depart (with a cost larger than `burst`,
/// that cost in the place of `burst`), and small delays cost no throughput: sleeping for an
/// interval between departures would lose each delay for good.
package struct Pace: Sendable, Hashable {
    /// How late a departure may be before it loses its slot.
    package static let catchUp = Duration.milliseconds(50)

    /// Units a second, as configured.
    package let ratePerSecond: Double

    /// How many units may depart at once after a quiet time.
    package let burst: Int

    /// The nominal time that the next reservation gets at the earliest.
    private var next = Duration.zero

    /// Nobody departs before.
    private var notBefore = Duration.zero

    /// What is left of the rate after the server pushed back.
    private var throttle = Throttle()

    /// Creates a schedule; a rate that is no positive number counts as one unit in 10^6 seconds, a
    /// burst below 1 as 1.
    package init(ratePerSecond: Double, burst: Int = 1) {
        self.ratePerSecond = ratePerSecond > 0 ? min(max(ratePerSecond, 1e-6), 1e6) : 1e-6
        self.burst = min(max(burst, 1), 1_000_000)
    }

    /// The rate that reservations get at this moment: the configured one, or less after a
    /// push-back.
    package func currentRate(at now: Duration) -> Double { ratePerSecond * throttle.share(at: now) }

    /// Takes the next place in the schedule for `cost` units.
    ///
    /// The nominal time may lie in the past by half of ``catchUp``: that much is caught up, the
    /// other half is left for the way from the reservation to the departure. Lateness beyond is
    /// dropped, so that no burst follows a stall.
    package mutating func reserve(cost: Int = 1, at now: Duration) -> Slot {
        let cost = min(max(cost, 1), 1_000_000)
        let nominal = max(next, now - Self.catchUp / 2, notBefore)
        next = nominal + .seconds(Double(cost) / currentRate(at: now))
        // Early by the configured interval, not by the present longer one: a burst is never larger
        // for being throttled.
        let early = Duration.seconds(Double(max(0, burst - cost)) / ratePerSecond)
        let opens = max(nominal - early, notBefore)
        return Slot(opens: opens, closes: nominal + Self.catchUp, cost: cost, era: throttle.era)
    }

    /// Judges a slot at the moment at which its holder is ready to depart.
    package func verdict(on slot: Slot, at now: Duration) -> Slot.Verdict {
        if slot.opens < notBefore || now > slot.closes { return .reserveAnew }
        return now < slot.opens ? .wait(until: slot.opens) : .depart
    }

    /// Lets nobody depart before the deadline; slots that open earlier are void from now on.
    package mutating func pause(until deadline: Duration) { notBefore = max(notBefore, deadline) }

    /// Halves the rate because the server refused a request for coming too fast (status 429); it
    /// climbs back by itself.
    ///
    /// - Parameters:
    ///   - slot: the slot with which the refused request left. Requests that were scheduled before
    ///     the last halving say nothing about the rate since, and change nothing.
    ///   - now: the present time.
    package mutating func pushBack(for slot: Slot, at now: Duration) {
        throttle.pushBack(era: slot.era, at: now)
    }
}

/// The time span in which one caller may depart, given by ``Pace``.
package struct Slot: Sendable, Hashable {
    /// The caller must not depart before.
    package let opens: Duration

    /// Who has not departed by then is late and must reserve anew.
    package let closes: Duration

    /// How many units of the rate it takes: one message, or its segments.
    package let cost: Int

    /// The number of times that the rate had been halved when this was reserved.
    let era: Int

    /// What a caller that holds a slot has to do now.
    package enum Verdict: Sendable, Hashable {
        /// Depart at once.
        case depart
        /// Sleep until then, and ask again.
        case wait(until: Duration)
        /// The slot is void: too late, or the schedule has been moved.
        case reserveAnew
    }
}

/// The share of the configured rate that is used: halved by each push-back, back at the whole after
/// 30 seconds of quiet.
///
/// The form (halve at once, return linearly) is that of TCP's congestion avoidance (RFC 5681 §3.1),
/// which is known to settle.
struct Throttle: Sendable, Hashable {
    /// The share never falls below.
    static let floor = 1.0 / 16

    /// The time in which the share climbs back to the whole.
    static let recovery = Duration.seconds(30)

    /// The number of halvings so far.
    private(set) var era = 0

    private var shareAtPushBack = 1.0
    private var pushedBackAt = Duration.zero

    /// The share in `floor`...1 that is used at this moment.
    func share(at now: Duration) -> Double {
        guard shareAtPushBack < 1 else { return 1 }
        let climbed = min(max((now - pushedBackAt) / Self.recovery, 0), 1)
        return shareAtPushBack + (1 - shareAtPushBack) * climbed
    }

    /// Halves the share, unless the refused request was scheduled in an earlier era.
    mutating func pushBack(era refused: Int, at now: Duration) {
        guard refused == era else { return }
        shareAtPushBack = max(share(at: now) / 2, Self.floor)
        pushedBackAt = now
        era += 1
    }
}
