// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Ledger
import Providers

/// Decides what a provider's log says of one unconfirmed message.
///
/// A wrong “accepted” loses a message, a wrong “not accepted” sends it twice: whatever is not certain stays in doubt.
package struct Reconciler: Sendable {
    /// A log is taken to have every message that was accepted so long ago.
    private static let lag = Duration.seconds(600)

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
        sender: String,
        timeout: Duration,
        retention: Duration,
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
    ///   - excerpt: what was read of the log, at least ``RequestTime/searched``.
    /// - Returns: what is certain, or what is in doubt.
    package func finding(
        for record: MessageRecord,
        among others: [MessageRecord],
        in excerpt: LogExcerpt
    ) -> Finding {
        guard RequestTime.covers(skew: excerpt.skew) else { return .doubtful(.clocks) }
        guard excerpt.isComplete else { return .doubtful(.incomplete) }
        let time = RequestTime(of: record, timeout: timeout)
        let claimed = Set(others.compactMap(\.messageID))
        let candidates = Candidates(
            // A log may have more than was asked for.
            excerpt.messages.filter { message in
                message.recipient ?? record.number == record.number && !claimed.contains(message.id)
                    && time.searched.contains(excerpt.acceptedAt(message))
            },
            fit: { fit(of: $0, record) },
            isTimely: { time.acceptance.contains(excerpt.acceptedAt($0)) }
        )
        return decision(candidates, record, time, others) ?? absence(time, excerpt)
    }

    /// What the candidates say; `nil` where there is none.
    private func decision(
        _ candidates: Candidates,
        _ record: MessageRecord,
        _ time: RequestTime,
        _ others: [MessageRecord]
    ) -> Finding? {
        guard let first = candidates.fitting.first else { return candidates.doubt.map(Finding.doubtful) }
        guard candidates.fitting.count == 1 else { return .doubtful(.several(candidates.fitting.count)) }
        if first.fit == .untoldSender, !candidates.misfits.isEmpty {
            return .doubtful(.several(candidates.misfits.count + 1))
        }
        let isDisputed = others.contains { isRival($0, of: record, time, for: first.message) }
        return isDisputed ? .doubtful(.rival) : .accepted(first.message)
    }

    /// Whether the log's message may just as well be another one of the ledger's.
    private func isRival(
        _ other: MessageRecord,
        of record: MessageRecord,
        _ time: RequestTime,
        for message: LoggedMessage
    ) -> Bool {
        guard other.state == .unconfirmed || other.state == .intent else { return false }
        guard RequestTime(of: other, timeout: timeout).acceptance.overlaps(time.acceptance) else { return false }
        return message.text == nil || other.textHash == record.textHash
    }

    /// Nothing like it is there: whether that proves anything.
    private func absence(_ time: RequestTime, _ excerpt: LogExcerpt) -> Finding {
        let age = excerpt.readAt.timeIntervalSince(time.end)
        let lag = Self.lag / .seconds(1)
        guard age >= lag else { return .doubtful(.fresh(.seconds(min(lag, (lag - age).rounded(.up))))) }
        let oldest = excerpt.readAt.timeIntervalSince(time.acceptance.lowerBound)
        return oldest <= retention / .seconds(1) ? .notAccepted : .doubtful(.old)
    }

    private func fit(of message: LoggedMessage, _ record: MessageRecord) -> Candidates.Fit {
        guard message.recipient == record.number, message.segments ?? record.segments == record.segments else {
            return .misfit
        }
        if let text = message.text, textHash(text.precomposedStringWithCanonicalMapping) != record.textHash {
            return .misfit
        }
        // Where the log tells the pool, it is as good as a sender, and another one is another sender.
        let logged = message.pool == sender ? sender : message.sender
        return switch SenderMatch(configured: sender, logged: logged) {
        case .same: .full
        case .untold: message.pool == nil ? .untoldSender : .misfit
        case .different: .misfit
        }
    }
}
