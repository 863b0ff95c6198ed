// SPDX-License-Identifier: Apache-2.0

/// An absolute schedule for departures, as a pure value: no clock, no lock, no sleep.
///
/// Each departure has a nominal time; nominal times lie at least one interval apart. A departure
/// may be early by what `burst` allows and late by ``catchUp``. Small delays cost no throughput:
/// sleeping for an interval between departures would lose each delay for good.
///
/// A slot says when its holder should be ready, and ``depart(with:at:)`` whether it may leave now.
/// What has really left is counted there alone, as a bucket that runs empty (the generic cell rate
/// algorithm, ITU-T I.371): in any window of W seconds no more than `rate × W + burst + rate ×
/// catchUp` units leave (with a cost larger than `burst`, that cost in the place of `burst`),
/// however late those come who waited for a connection.
package struct Pace: Sendable, Hashable {
    /// How late a departure may be before it loses its slot.
    package static let catchUp = Duration.milliseconds(50)

    /// How much of a delay may be made good by those who leave after it: less than ``catchUp``, as
    /// the way from the decision to the wire takes its time too.
    private static let tolerance = Duration.milliseconds(40)

    /// Units a second, as configured.
    package let ratePerSecond: Double

    /// How many units may depart at once after a quiet time.
    package let burst: Int

    /// How many units one departure may cost.
    private let largestCost: Int

    /// The nominal time that the next reservation gets at the earliest.
    private var next = Duration.zero

    /// Nobody departs before.
    private var notBefore = Duration.zero

    /// The nominal time of the next departure, by what has left so far.
    private var nextDeparture = Duration.zero

    /// By how much all slots have moved because somebody left late.
    private var shift = Duration.zero

    /// The nominal time that the next one gets who came late and was held back.
    private var nextLate = Duration.zero

    /// What is left of the rate after the server pushed back.
    private var throttle = Throttle()

    /// The refusals for coming too fast since the last request that was accepted.
    private var refusals = RefusalRun()

    /// Creates a schedule; a rate that is no positive number counts as one unit in 10^6 seconds, a
    /// burst below 1 as 1.
    package init(ratePerSecond: Double, burst: Int = 1, largestCost: Int = 1) {
        self.largestCost = min(max(largestCost, 1), 1_000_000)
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
    ///
    /// - Parameters:
    ///   - cost: the units.
    ///   - now: the present time.
    ///   - lead: how long the holder needs before it can depart.
    package mutating func reserve(
        cost: Int = 1, at now: Duration, lead: Duration = .zero
    ) -> Slot {
        let slot = vacancy(for: cost, at: now, lead: lead)
        next = slot.nominal + .seconds(Double(slot.cost) / currentRate(at: now))
        return slot
    }

    /// The place that a reservation gets.
    private func vacancy(for cost: Int, at now: Duration, lead: Duration = .zero) -> Slot {
        let cost = min(max(cost, 1), 1_000_000)
        let nominal = max(next, now - Self.catchUp / 2 + max(lead, .zero), notBefore)
        return Slot(
            opens: max(nominal - early(cost), notBefore), nominal: nominal, cost: cost,
            era: throttle.era, shift: shift)
    }

    /// How long before its nominal time a departure may be.
    ///
    /// By the configured interval, not by the present longer one: a burst is never larger for being
    /// throttled.
    private func early(_ cost: Int) -> Duration {
        .seconds(Double(max(0, burst - cost)) / ratePerSecond)
    }

    /// The slot where it lies by now: all slots move when somebody has left late.
    package func moved(_ slot: Slot) -> Slot { slot.moved(to: shift) }

    /// Judges a slot at the moment at which its holder is ready to depart.
    package func verdict(on slot: Slot, at now: Duration) -> Slot.Verdict {
        let slot = moved(slot)
        if slot.opens < notBefore || now > slot.closes { return .reserveAnew }
        return now < slot.opens ? .wait(until: slot.opens) : .depart
    }

    /// Decides whether the holder of a slot leaves now, and counts it where it does.
    ///
    /// Who comes late leaves all the same where nobody else has taken its time; else it is the
    /// first to leave when there is room: its connection stands now, and the place that it has
    /// missed was left empty.
    package mutating func depart(with slot: Slot, at now: Duration) -> Departure {
        let slot = moved(slot)
        let opening = max(nextDeparture - early(slot.cost), notBefore)
        if slot.opens < notBefore || now > slot.closes {
            return now >= opening
                ? leave(with: late(slot, at: now), at: now) : .held(postponed(slot, at: now))
        }
        guard now >= slot.opens else { return .held(slot) }
        guard now >= opening else {
            // Somebody else was late: whoever comes next moves, and all behind.
            move(by: opening - slot.opens)
            return .held(moved(slot))
        }
        return leave(with: slot, at: now)
    }

    /// The slot of a holder who comes late but may leave: the next one where that is open, or none
    /// of the schedule's.
    private mutating func late(_ slot: Slot, at now: Duration) -> Slot {
        if vacancy(for: slot.cost, at: now).opens <= now {
            return reserve(cost: slot.cost, at: now)
        }
        return Slot(opens: now, nominal: now, cost: slot.cost, era: throttle.era, shift: shift)
    }

    /// The slot of a holder who comes late and is held back: the first one that is free of those
    /// who have left and of others like it, or the next of the schedule's.
    private mutating func postponed(_ slot: Slot, at now: Duration) -> Slot {
        let nominal = max(nextLate, nextDeparture, notBefore)
        guard vacancy(for: slot.cost, at: now).nominal > nominal else {
            return reserve(cost: slot.cost, at: now)
        }
        nextLate = nominal + .seconds(Double(slot.cost) / currentRate(at: now))
        return Slot(
            opens: max(nominal - early(slot.cost), notBefore), nominal: nominal, cost: slot.cost,
            era: throttle.era, shift: shift)
    }

    private mutating func leave(with slot: Slot, at now: Duration) -> Departure {
        let interval = Duration.seconds(Double(slot.cost) / currentRate(at: now))
        nextDeparture = max(nextDeparture, now - Self.tolerance) + interval
        var slot = slot
        slot.era = throttle.era
        return .leaves(slot)
    }

    private mutating func move(by delay: Duration) {
        shift += delay
        next += delay
        nextLate += delay
    }

    /// Lets nobody depart before the deadline; slots that open earlier are void from now on.
    package mutating func pause(until deadline: Duration) { notBefore = max(notBefore, deadline) }

    /// What a later schedule of the same account has to know of this one.
    package func memory(at now: Duration) -> Memory {
        Memory(
            busy: max(nextDeparture - now, .zero), paused: max(notBefore - now, .zero))
    }

    /// Begins where an earlier schedule of the same account has ended.
    package mutating func resume(_ memory: Memory, at now: Duration) {
        nextDeparture = max(nextDeparture, now + min(memory.busy, longestBusy))
        next = max(next, nextDeparture)
        pause(until: now + memory.paused)
    }

    /// What is known where an earlier schedule ended without a word: it may have used all that it
    /// was allowed, up to now.
    package var worstMemory: Memory { Memory(busy: longestBusy, paused: .zero) }

    /// The most that a departure can be ahead of the rate: by a burst, or a message of many
    /// segments.
    private var longestBusy: Duration {
        .seconds(Double(max(burst, largestCost)) / ratePerSecond)
    }

    /// How far a schedule is ahead of the rate.
    package struct Memory: Sendable, Hashable {
        /// For how long the departures so far have used the rate in advance.
        package var busy: Duration
        /// For how long nobody departs.
        package var paused: Duration

        package init(busy: Duration, paused: Duration) {
            (self.busy, self.paused) = (busy, paused)
        }
    }

    /// Takes in how a request ended that was refused for coming too fast, or was not.
    ///
    /// A pause that the server asks for is kept. Without one, single refusals change nothing: only
    /// when too many of the last requests were refused the rate halves, and when none was accepted
    /// for a while everybody waits, longer and longer.
    ///
    /// - Parameters:
    ///   - answer: what the server said.
    ///   - slot: the slot with which the request left. A request that left before the last halving
    ///     says nothing about the rate since, and changes none.
    ///   - now: the present time.
    @discardableResult package mutating func note(
        _ answer: RateAnswer, for slot: Slot, at now: Duration
    ) -> RateReaction {
        guard case .tooFast(let asked, let base) = answer else {
            throttle.note(isRefused: false)
            if answer == .accepted { refusals = RefusalRun() }
            return RateReaction(pause: .zero, refusals)
        }
        throttle.note(isRefused: true)
        var wait = max(asked ?? .zero, .zero)
        refusals.add(asked: wait, at: now)
        let isDry = refusals.count >= RefusalRun.fewest
        if isDry || throttle.isCrowded, throttle.pushBack(era: slot.era, at: now), isDry {
            wait = max(wait, refusals.nextPause(from: base))
        }
        pause(until: now + wait)
        return RateReaction(pause: wait, refusals)
    }
}

/// What whoever is ready to depart is told by ``Pace``.
package enum Departure: Sendable, Hashable {
    /// It leaves at once, with this slot.
    case leaves(Slot)
    /// It does not leave now; it holds this slot.
    case held(Slot)
}

/// The time span in which one caller may depart, given by ``Pace``.
package struct Slot: Sendable, Hashable {
    /// The caller must not depart before.
    package let opens: Duration

    /// When it departs if nothing is early or late.
    let nominal: Duration

    /// Who has not departed by then is late and must reserve anew.
    package var closes: Duration { nominal + Pace.catchUp }

    /// How many units of the rate it takes: one message, or its segments.
    package let cost: Int

    /// The number of times that the rate had been halved when this was reserved, or its holder
    /// left.
    var era: Int

    /// By how much the schedule had moved when this was reserved.
    let shift: Duration

    func moved(to present: Duration) -> Slot {
        Slot(
            opens: opens + (present - shift), nominal: nominal + (present - shift), cost: cost,
            era: era, shift: present)
    }

    /// A slot of the same cost that has been used.
    var spent: Slot {
        Slot(
            opens: opens, nominal: .seconds(-1_000_000_000), cost: cost, era: era, shift: shift)
    }

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
