// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// The circumstances of one seed: drawn once, they hold for all of its runs.
struct Conditions: Sendable {
    /// One request in so many goes wrong.
    let troubleOneIn: Int
    /// One commit in so many fails.
    let diskFaultOneIn: Int
    /// One report in so many cannot be put in its place.
    let reportFaultOneIn: Int
    /// How long a commit takes at most, in milliseconds.
    let commitMilliseconds: Int
    let ratePerSecond: Double
    let burst: Int
    let maxConcurrent: Int
    let attempts: Int
    /// Until this run the provider refuses everybody in the same words, without a reason.
    let stubbornUntilRun: Int
    /// Until this run the account has no credit, which shows after messages were accepted.
    let brokeUntilRun: Int
    /// One accepted message in so many is not delivered.
    let lossOneIn: Int
    /// Whether runs give refused messages a second chance, as long as things go wrong.
    let retriesRejected: Bool
    /// One run in so many is not simply the one before once more.
    let changeOneIn: Int
    /// One run in so many begins with a canary.
    let canaryOneIn: Int
    /// Before and in one run of so many somebody sets the clock.
    let jumpOneIn: Int
    /// In one run of so many a backup was put in the ledger's place.
    let backupOneIn: Int
    /// Whether the user has a folder for the mirrors of ledgers.
    let hasMirrors: Bool
    /// One run in so many waits for the end of quiet hours.
    let waitOneIn: Int

    /// - Parameters:
    ///   - chance: decides over most.
    ///   - events: decides over what happens to the computer.
    init(_ chance: inout SeededGenerator, _ events: inout SeededGenerator) {
        troubleOneIn = chance.pick(from: [1, 2, 3, 6, 20, 1000], or: 1)
        diskFaultOneIn = chance.pick(from: [40, 1000, 1000, 1000], or: 1000)
        commitMilliseconds = chance.pick(from: [1, 20, 700], or: 1)
        ratePerSecond = chance.pick(from: [0.1, 0.5, 5, 40, 500], or: 1)
        burst = chance.pick(from: [1, 1, 4], or: 1)
        maxConcurrent = chance.pick(from: [1, 2, 5, 20], or: 1)
        attempts = chance.pick(from: [1, 2, 5], or: 1)
        stubbornUntilRun = chance.pick(from: [0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3], or: 0)
        retriesRejected = chance.oneIn(3)
        reportFaultOneIn = chance.pick(from: [10, 1000, 1000, 1000], or: 1000)
        brokeUntilRun = chance.pick(from: [0, 0, 0, 0, 0, 0, 3], or: 0)
        lossOneIn = chance.pick(from: [1, 4, 1000, 1000], or: 1000)
        changeOneIn = chance.pick(from: [2, 5, 1000], or: 1000)
        canaryOneIn = chance.pick(from: [2, 4, 1000], or: 1000)
        waitOneIn = chance.pick(from: [2, 2, 1000], or: 1000)
        hasMirrors = !events.oneIn(3)
        backupOneIn = events.pick(from: [2, 3, 1000], or: 1000)
        jumpOneIn = events.pick(from: [2, 1000], or: 1000)
    }

    /// How many messages may be on their way at once: in flight, and on a slow disk those that wait
    /// for it.
    ///
    /// A writer waits for up to two commits, and the program reckons with a quarter more,
    /// before and after.
    var mostOnTheirWay: Int {
        guard commitMilliseconds > 30 else { return maxConcurrent }
        let waiting = ratePerSecond * 2 * 2.5 * Double(commitMilliseconds) / 1000
        return maxConcurrent + Int(waiting.rounded(.up))
    }
}

/// A flaw that a test puts into the world, to see that it is found out.
enum Flaw: String, CaseIterable, Sendable {
    // Sending

    /// The ledger says that an intent is durable before it is.
    case earlyReceipts
    /// The ledger forgets outcomes.
    case forgottenOutcomes
    /// The ledger forgets how far the rate was used.
    case forgottenPace
    /// The way to the provider sends a message again by itself when no answer came.
    case repeatedRequests
    /// The ledger calls what crashed "not accepted".
    case boldRecovery
    /// The ledger forgets which lookups were paid for.
    case forgottenPayments
    /// The wall clock stands still while a run goes on.
    case stoppedClock
    /// A run forgets what earlier ones sent on the same day.
    case forgottenDays
    /// The list of people who get no message is not read.
    case unreadSuppression

    // Older copies of the ledger

    /// A copy is believed, whatever the mirror says.
    case believedCopies
    /// The ledger forgets which rows it has lost.
    case forgottenLosses
    /// The mirror does not say how far a campaign has come.
    case unreflectedRows

    // Jumps of the clock

    /// The ledger forgets messages that its clock says are still to come.
    case forgottenFuture

    // Planning

    /// The plan is made without what the ledger remembers of numbers.
    case forgetfulPlan

    // Resuming

    /// The ledger does not know other campaigns with the same list and template.
    case forgottenTwins
    /// All texts and templates have the same fingerprint.
    case sameHashes
    /// The ledger forgets which account messages were handed to.
    case forgottenAccounts
    /// A report is no witness of messages of which no ledger knows.
    case unseenReport

    // The first messages

    /// Nobody waits for what becomes of the first messages.
    case missingCanary
    /// All messages are said to be delivered.
    case rosyStates

    // Waiting for the end of quiet hours

    /// A run that should wait does not.
    case impatience
    /// The wall clock is an hour ahead once a run has waited.
    case hastyWait

    // The report

    /// A report is written in its place, and not beside it.
    case unfinishedReport
    /// A report does not take its place.
    case outdatedReport
    /// Two rows of a report change places.
    case swappedRows

    // Sampling what becomes of messages

    /// Nobody asks while messages are sent.
    case unaskedStates
    /// It is not heard that the account has no credit.
    case deafSampler
    /// A message that was not delivered counts as not accepted.
    case reopenedMessages
}
