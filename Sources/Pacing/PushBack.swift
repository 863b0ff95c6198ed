// SPDX-License-Identifier: Apache-2.0

/// What a server said to a request, as far as the rate is concerned.
package enum RateAnswer: Sendable, Hashable {
    /// It took the request.
    case accepted
    /// It refused the request for another reason, or gave no answer.
    case other
    /// The request came too fast (status 429).
    ///
    /// - Parameters:
    ///   - asked: for how long the server wants no more of them; `nil` where it does not say.
    ///   - backOff: the first pause where the server does not say.
    case tooFast(asked: Duration?, backOff: Duration)
}

/// What follows from an answer for everybody.
package struct RateReaction: Sendable, Hashable {
    /// For how long nobody departs.
    package let pause: Duration
    /// How many requests were refused for coming too fast since one was accepted.
    package let refusals: Int
    /// For how long that goes on.
    package let duration: Duration
    /// Whether waiting does not help: the limit is none of the next minutes.
    package let isHopeless: Bool

    init(pause: Duration, _ run: RefusalRun) {
        self.pause = pause
        (refusals, duration, isHopeless) = (run.count, run.duration, run.isHopeless)
    }
}

/// Refusals for coming too fast, of any recipient, with nothing accepted between.
struct RefusalRun: Sendable, Hashable {
    /// So many in a row mean that no request has a chance for now.
    static let fewest = 3
    /// After so long without success, pauses that the server asked for apart, it is a limit of
    /// another kind than the rate.
    private static let patience = Duration.seconds(40)
    /// So many refusals in so many rounds mean the same, although the server asked for each pause.
    private static let (mostRefusals, mostRounds) = (30, 6)
    private static let longestPause = Duration.seconds(6)
    private static let shortestPause = Duration.milliseconds(20)

    private(set) var count = 0
    /// How often everybody waited.
    private var rounds = 0
    private var began = Duration.zero
    private var latest = Duration.zero
    /// The time for which the server asked for pauses, and until when the last one goes.
    private var asked = Duration.zero
    private var askedUntil = Duration.zero

    /// How long it goes on.
    var duration: Duration { latest - began }

    var isHopeless: Bool {
        guard count >= 5, duration >= Self.patience else { return false }
        return duration - asked >= Self.patience
            || count >= Self.mostRefusals && rounds >= Self.mostRounds
    }

    /// Takes in a refusal.
    mutating func add(asked pause: Duration, at now: Duration) {
        if count == 0 { began = now }
        (count, latest) = (count + 1, now)
        let end = max(askedUntil, now + pause)
        if pause > .zero { asked += end - max(askedUntil, now) }
        askedUntil = end
    }

    /// The pause of another round: twice that of the last one, so that a limit of the day costs few
    /// requests.
    mutating func nextPause(from base: Duration) -> Duration {
        rounds += 1
        var pause = max(base, Self.shortestPause)
        for _ in 1..<rounds where pause < Self.longestPause { pause = pause * 2 }
        return min(pause, max(Self.longestPause, base))
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

    /// So many answers are looked at for the share of refusals.
    private static let window = 100
    /// Fewer answers than this say nothing.
    private static let fewestAnswers = 20
    /// More refusals than this share of the last answers mean that the rate is too high; a provider
    /// that turns one request in a hundred away is left alone.
    private static let crowded = 0.1

    /// Whether each of the last answers was a refusal for coming too fast.
    private var answers: [Bool] = []
    private var refused = 0

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

    /// Takes in whether a request was refused for coming too fast.
    mutating func note(isRefused: Bool) {
        if answers.count == Self.window, answers.removeFirst() { refused -= 1 }
        answers.append(isRefused)
        if isRefused { refused += 1 }
    }

    /// Whether too many of the last requests were refused.
    var isCrowded: Bool {
        answers.count >= Self.fewestAnswers
            && Double(refused) > Self.crowded * Double(answers.count)
    }

    /// Halves the share, unless the refused request left in an earlier era; the answers so far say
    /// nothing about the new rate.
    ///
    /// - Returns: whether it halved.
    mutating func pushBack(era departed: Int, at now: Duration) -> Bool {
        guard departed == era else { return false }
        shareAtPushBack = max(share(at: now) / 2, Self.floor)
        pushedBackAt = now
        era += 1
        answers.removeAll()
        refused = 0
        return true
    }
}
