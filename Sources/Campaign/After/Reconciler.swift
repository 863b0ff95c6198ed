// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
package import Ledger
import Providers
import Lists

/// Decides what a provider's log says of one unconfirmed message.
///
/// A wrong “accepted” loses a message, a wrong “not accepted” sends it twice: whatever is not
/// certain stays in doubt.
///
/// All times are compared on the provider's clock. Where nobody knows how far it was ahead when the
/// message was handed over, it is taken to have been as far ahead as now; but then absence proves
/// less, and a message of any time may be this one.
package struct Reconciler: Sendable {
    /// A log is taken to have every message that was accepted so long ago.
    private static let lag = 600.0
    /// How far a clock that nobody compared may have been wrong, for all that absence proves.
    private static let unknownSkew = 86_400.0
    /// A message that is alike and of another time is looked at where it is so near.
    private static let vicinity = 86_400.0

    /// The sender as configured.
    package var sender: String
    /// How long a request may take.
    package var timeout: Duration
    /// For how long the log keeps messages.
    package var retention: Duration
    /// How the ledger hashes a text.
    package var textHash: @Sendable (String) -> String

    /// Makes a reconciler for a campaign's messages.
    package init(
        sender: String, timeout: Duration, retention: Duration,
        textHash: @escaping @Sendable (String) -> String
    ) {
        self.sender = sender
        self.timeout = timeout
        self.retention = retention
        self.textHash = textHash
    }

    /// Gives what the log says.
    ///
    /// - Parameters:
    ///   - record: the unconfirmed message.
    ///   - others: all other messages of the ledger to the same number, those of other campaigns.
    ///   - excerpt: what was read of the log: all that it has of the number.
    /// - Returns: what is certain, or what is in doubt.
    package func finding(
        for record: MessageRecord, among others: [MessageRecord], in excerpt: LogExcerpt
    ) -> Finding {
        let isKnown = record.clockOffset != nil
        guard isKnown || abs(excerpt.skew ?? 0) <= Self.unknownSkew / 2 else {
            return .doubtful(.clocks)
        }
        guard excerpt.isComplete else { return .doubtful(.incomplete) }
        let time = requestTime(of: record, excerpt)
        let claimed = Set(others.compactMap(\.messageID))
        let near = time.acceptance.padded(by: Self.vicinity)
        let candidates = LogCandidates(
            // A log may have more than was asked for.
            excerpt.messages.filter { message in
                message.recipient ?? record.number == record.number && !claimed.contains(message.id)
                    && (!isKnown || near.contains(message.acceptedAt))
            }, fit: { fit(of: $0, record) },
            isTimely: { time.acceptance.contains($0.acceptedAt) })
        return decision(candidates, record, among: others, in: excerpt)
            ?? absence(time, excerpt, isCertain: isKnown && excerpt.skew != nil)
    }

    /// When the request was under way, by the provider's clock.
    private func requestTime(of record: MessageRecord, _ excerpt: LogExcerpt) -> RequestTime {
        RequestTime(
            of: record, timeout: timeout, skew: record.clockSkew ?? excerpt.skew ?? 0)
    }

    /// What the candidates say; `nil` where there is none.
    private func decision(
        _ candidates: LogCandidates, _ record: MessageRecord, among others: [MessageRecord],
        in excerpt: LogExcerpt
    ) -> Finding? {
        guard let first = candidates.fitting.first else {
            return candidates.doubt.map(Finding.doubtful)
        }
        guard candidates.fitting.count == 1 else {
            return .doubtful(.several(candidates.fitting.count))
        }
        // Of a message of any time, or of any sender, it must be the only one.
        let isVague =
            first.fit == .untoldSender || record.isOfUnknownTime && first.message.text == nil
        if isVague, !candidates.misfits.isEmpty {
            return .doubtful(.several(candidates.misfits.count + 1))
        }
        let isDisputed = others.contains { isRival($0, of: record, excerpt, for: first.message) }
        return isDisputed ? .doubtful(.rival) : .accepted(first.message)
    }

    /// Whether the log's message may just as well be another one of the ledger's.
    private func isRival(
        _ other: MessageRecord, of record: MessageRecord, _ excerpt: LogExcerpt,
        for message: LoggedMessage
    ) -> Bool {
        guard other.state == .unconfirmed || other.state == .intent else { return false }
        let isKnown = other.clockOffset != nil && record.clockOffset != nil
        let own = requestTime(of: record, excerpt).acceptance.padded(
            by: isKnown ? 0 : Self.unknownSkew)
        guard requestTime(of: other, excerpt).acceptance.overlaps(own) else { return false }
        return message.text == nil || other.textHash == record.textHash
    }

    /// Nothing like it is there: whether that proves anything.
    ///
    /// - Parameters:
    ///   - time: when the request was under way.
    ///   - excerpt: what was read.
    ///   - isCertain: whether the provider's clock is known, then and now.
    /// - Returns: that the message was not accepted, or why that is not certain.
    private func absence(
        _ time: RequestTime, _ excerpt: LogExcerpt, isCertain: Bool
    ) -> Finding {
        guard time.begin > .distantPast else { return .doubtful(.unknownTime) }
        let padding = isCertain ? 0 : Self.unknownSkew
        let readAt = excerpt.readAt.addingTimeInterval(excerpt.skew ?? 0)
        let wait = Self.lag + padding - readAt.timeIntervalSince(time.end)
        guard wait <= 0 else {
            let pause = Duration.seconds(min(Self.lag + padding, wait.rounded(.up)))
            return .doubtful(isCertain ? .fresh(pause) : .uncompared(pause))
        }
        let oldest = readAt.timeIntervalSince(time.acceptance.lowerBound) + padding
        guard oldest <= retention / .seconds(1) else { return .doubtful(.old) }
        // A clock here that is wrong has asked for another part of the log.
        let isCovered =
            excerpt.searched.lowerBound <= time.acceptance.lowerBound
            && excerpt.searched.upperBound >= readAt
        return isCovered ? .notAccepted : .doubtful(.clocks)
    }

    private func fit(of message: LoggedMessage, _ record: MessageRecord) -> LogCandidates.Fit {
        guard message.recipient == record.number,
            message.segments ?? record.segments == record.segments
        else { return .misfit }
        if let text = message.text,
            textHash(text.precomposedStringWithCanonicalMapping) != record.textHash
        {
            return .misfit
        }
        // Where the log tells the pool, it is as good as a sender, and another one is another
        // sender.
        let logged = message.pool == sender ? sender : message.sender
        return switch SenderMatch(configured: sender, logged: logged) {
        case .same: .full
        case .untold: message.pool == nil ? .untoldSender : .misfit
        case .different: .misfit
        }
    }
}

/// The messages of a log that no message of the ledger claims, sorted by how well they fit an
/// unconfirmed one.
struct LogCandidates {
    /// How well a message fits, its time aside.
    enum Fit: Hashable {
        /// Number, sender, size and text agree as far as the log tells them.
        case full
        /// All but the sender, which the log does not tell.
        case untoldSender
        case misfit
    }

    /// Of the right time, and alike.
    private(set) var fitting: [(message: LoggedMessage, fit: Fit)] = []
    /// Of the right time, but not alike: a provider may have changed the sender or the text.
    private(set) var misfits: [LoggedMessage] = []
    /// Alike, but of another time: a clock may have been wrong.
    private(set) var untimely: [LoggedMessage] = []

    init(
        _ messages: [LoggedMessage], fit: (LoggedMessage) -> Fit, isTimely: (LoggedMessage) -> Bool
    ) {
        for message in messages {
            switch (isTimely(message), fit(message)) {
            case (true, .misfit): misfits.append(message)
            case (true, let fit): fitting.append((message, fit))
            case (false, .misfit): break
            case (false, _): untimely.append(message)
            }
        }
    }

    /// What keeps the log from saying that the message is not there; `nil`: nothing does.
    var doubt: Doubt? {
        if let misfit = misfits.first { return .differs(id: misfit.id) }
        return untimely.first.map { .otherTime($0.acceptedAt) }
    }
}

/// Why a provider's log leaves open whether a message was accepted.
package enum Doubt: Sendable, Hashable {
    /// So many messages of the log may be this one.
    case several(Int)
    /// A message of that time is there, but its sender, its segments or its text are others.
    case differs(id: String)
    /// A message like it is there, but of another time.
    case otherTime(Date)
    /// A message of another campaign to the same number is unconfirmed too, and the log does not
    /// tell which of the two it has.
    case rival
    /// The log is not believed to be up to date before so much more time has passed.
    case fresh(Duration)
    /// No answer of the provider told how far the clocks were apart when it was handed over: so
    /// much more time must have passed before the log proves anything.
    case uncompared(Duration)
    /// The provider may have dropped it from its log already.
    case old
    /// The ledger lost the memory of it, so that nobody knows when it may have been sent.
    case unknownTime
    /// The log was not read to its end.
    case incomplete
    /// This machine's clock and the provider's are too far apart.
    case clocks
    /// The log could not be read, for this reason.
    case unreadable(String)
    /// The message was handed to another provider entry.
    case otherProvider(String)
    /// The message was handed to another account than the one that was asked.
    case otherAccount
    /// The run ended before the log was asked.
    case notAsked

    /// What is in doubt, in words for a person.
    package var sentence: String {
        switch self {
        case .several(let count): "the log has \(count) messages that may be this one"
        case .differs(let id):
            "the log has a message of that time with another sender, size or text (\(id))"
        case .otherTime(let date):
            "the log has a message like it, but of another time (\(Timestamp.text(date)))"
        case .rival:
            "another campaign's message to this number is unconfirmed too, and the log has only one of them"
        case .fresh(let wait):
            "the log does not have it yet; ask again in \(Self.minutes(wait)) min"
        case .uncompared(let wait):
            "the log does not have it, but nothing tells whether this machine's clock was right "
                + "when it was sent; ask again in \(Self.hours(wait)) h"
        case .old: "it is older than what the provider keeps in its log"
        case .unknownTime:
            "the log does not have it, but nobody knows when it may have been sent, since the "
                + "ledger lost the memory of it"
        case .incomplete: "the log has too many messages to this number to be read to its end"
        case .clocks: "the clocks of this machine and of the provider are too far apart"
        case .unreadable(let reason): "the log could not be read: \(reason)"
        case .otherProvider(let name): "it was handed to the provider entry “\(name)”"
        case .otherAccount: "it was handed to another account of the provider"
        case .notAsked: "the log was not asked"
        }
    }

    /// Whole hours, rounded up.
    private static func hours(_ wait: Duration) -> Int64 {
        max(1, (wait.components.seconds + 3599) / 3600)
    }

    /// Whole minutes, rounded up: asking too early would be of no use.
    private static func minutes(_ wait: Duration) -> Int64 {
        max(1, (wait.components.seconds + 59) / 60)
    }
}

/// When the request for a message was under way, as far as its record in the ledger tells, by the
/// provider's clock.
package struct RequestTime: Sendable, Hashable {
    /// What a server's own clocks and queues may differ by.
    private static let allowance = 120.0

    /// When the intent was written: the request left later.
    package let begin: Date
    /// When the request had ended, or at the latest would have.
    package let end: Date
    private let timeout: Double

    /// Reads it off the record.
    ///
    /// - Parameters:
    ///   - record: an unconfirmed message.
    ///   - timeout: how long a request may take.
    ///   - skew: how many seconds the provider's clock was ahead.
    package init(of record: MessageRecord, timeout: Duration, skew: Double) {
        self.timeout = timeout / .seconds(1)
        let (intended, changed) = (record.intendedAt, record.updatedAt)
        // After a crash the record changed when the next run found it, perhaps days later, by a
        // clock that may have been set; the request had left by then.
        let isCrash = record.reason == Reason.crashed.word || record.state == .intent
        let latest = intended.addingTimeInterval(
            RunTools.longestPause / .seconds(1) + self.timeout)
        // A clock that was set back in between must not turn the time around.
        let first = isCrash ? intended : min(intended, changed)
        let last =
            !isCrash ? max(intended, changed) : changed < intended ? latest : min(changed, latest)
        begin = record.isOfUnknownTime ? .distantPast : first.addingTimeInterval(skew)
        end = last.addingTimeInterval(skew)
    }

    /// When the provider can have accepted the message.
    package var acceptance: ClosedRange<Date> {
        begin.addingTimeInterval(-Self.allowance)...end.addingTimeInterval(timeout + Self.allowance)
    }
}

extension MessageRecord {
    /// How many seconds the provider's clock was ahead when the message was handed over; `nil`
    /// where nobody knows.
    fileprivate var clockSkew: Double? { clockOffset.map { Double($0) / 1000 } }
}

extension ClosedRange<Date> {
    /// The range with so many seconds more at both ends.
    fileprivate func padded(by seconds: Double) -> ClosedRange<Date> {
        lowerBound.addingTimeInterval(-seconds)...upperBound.addingTimeInterval(seconds)
    }
}

/// Whether the sender in a provider's log is the one that the campaign was sent from.
enum SenderMatch: Sendable, Hashable {
    case same
    case different
    /// The configured sender is a pool or a messaging service, or the provider wrote another kind
    /// of sender: the log does not tell.
    case untold

    /// Compares two senders; what stands between digits and letters does not count.
    init(configured: String, logged: String) {
        let (ours, theirs) = (Self.plain(configured), Self.plain(logged))
        if ours == theirs {
            self = .same
        } else {
            let areNumbers = ours.allSatisfy(\.isNumber) && theirs.allSatisfy(\.isNumber)
            self = areNumbers && !theirs.isEmpty ? .different : .untold
        }
    }

    private static func plain(_ sender: String) -> String {
        sender.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
