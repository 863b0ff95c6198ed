// SPDX-License-Identifier: Apache-2.0

/// How often what happened, over one seed or many: a simulation in which nothing goes wrong proves
/// nothing.
struct Counts: Sendable {
    var seeds = 0
    var runs = 0
    var kills = 0
    var signals = 0
    var ledgerFaults = 0
    var requests = 0
    var accepted = 0
    var ambiguous = 0
    var crashed = 0
    var unconfirmed = 0
    /// Reports' rows that wait for the end of quiet hours, that came too late, and that are
    /// suppressed.
    var waiting = 0
    var expired = 0
    var suppressed = 0
    /// Runs that were refused for what a second run must not do by itself, or that begin with a
    /// canary, or wait for the end of quiet hours; and reports that could not be written.
    var refusals: [Refusal: Int] = [:]
    var canaries = 0
    var waits = 0
    var reportFaults = 0
    /// Questions after what became of messages, and runs that ended for want of credit.
    var questions = 0
    var broke = 0
    /// Older copies of the ledger that the user went on with, and ledgers that were gone.
    var losses = 0
    /// How often somebody set the clock.
    var jumps = 0
    var steps = 0
    var fates: [SendFate: Int] = [:]

    /// Counts a report's row by its reason.
    mutating func note(_ reason: String) {
        switch reason {
        case "quiet_hours": waiting += 1
        case "expired": expired += 1
        case "suppressed": suppressed += 1
        default: break
        }
    }

    static func += (sum: inout Counts, other: Counts) {
        sum.seeds += other.seeds
        sum.runs += other.runs
        sum.kills += other.kills
        sum.signals += other.signals
        sum.ledgerFaults += other.ledgerFaults
        sum.requests += other.requests
        sum.accepted += other.accepted
        sum.ambiguous += other.ambiguous
        sum.crashed += other.crashed
        sum.unconfirmed += other.unconfirmed
        sum.waiting += other.waiting
        sum.expired += other.expired
        sum.suppressed += other.suppressed
        sum.refusals.merge(other.refusals, uniquingKeysWith: +)
        sum.canaries += other.canaries
        sum.waits += other.waits
        sum.reportFaults += other.reportFaults
        sum.questions += other.questions
        sum.broke += other.broke
        sum.losses += other.losses
        sum.jumps += other.jumps
        sum.steps += other.steps
        sum.fates.merge(other.fates, uniquingKeysWith: +)
    }
}

extension Counts: CustomStringConvertible {
    var description: String {
        "\(seeds) seeds, \(runs) runs, \(kills) kills, \(signals) signals, "
            + "\(ledgerFaults) failing commits, \(requests) messages handed over, "
            + "\(accepted) accepted, \(ambiguous) ambiguous answers, \(crashed) open at a kill, "
            + "\(unconfirmed) unconfirmed in the end, \(waiting) rows in quiet hours, "
            + "\(expired) too late, \(suppressed) suppressed, "
            + "\(refusals.values.reduce(0, +)) runs refused, \(canaries) canaries, "
            + "\(waits) waits, \(reportFaults) failing reports, "
            + "\(questions) questions after messages, \(broke) runs without credit, "
            + "\(losses) losses accepted, \(jumps) jumps of the clock, \(steps) steps"
    }
}
