// SPDX-License-Identifier: Apache-2.0

/// The group commit of the modelled ledger: one commit at a time, and whatever comes meanwhile goes
/// into the next.
struct CommitQueue: Sendable {
    /// The writes of one commit.
    struct Batch: Sendable {
        let begins: Duration
        let ends: Duration
        /// Whether the disk fails in it.
        let fails: Bool
        var writes: [(ticket: Int, write: Disk.Write)] = []
    }

    private var batches: [Batch] = []
    private var answers: [Int: Disk.Answer] = [:]
    private var lastTicket = 0

    /// Takes a write in.
    ///
    /// - Returns: the ticket for the answer, and when it can be had.
    mutating func add(
        _ write: Disk.Write,
        at now: Duration,
        lasting: Duration,
        fails: Bool
    ) -> (ticket: Int, ends: Duration) {
        lastTicket += 1
        if batches.last.map({ $0.begins <= now }) ?? true {
            let begins = max(now, batches.last?.ends ?? now)
            batches.append(Batch(begins: begins, ends: begins + lasting, fails: fails))
        }
        batches[batches.count - 1].writes.append((lastTicket, write))
        return (lastTicket, batches[batches.count - 1].ends)
    }

    /// Takes out the commits that are over by now.
    mutating func over(by now: Duration) -> [Batch] {
        let count = batches.prefix { $0.ends <= now }.count
        defer { batches.removeFirst(count) }
        return Array(batches.prefix(count))
    }

    /// The commit that is under way, if the power fails now.
    func underWay(at now: Duration) -> Batch? {
        batches.first { $0.begins <= now && now < $0.ends }
    }

    mutating func note(_ answer: Disk.Answer, for ticket: Int) { answers[ticket] = answer }

    mutating func answer(for ticket: Int) -> Disk.Answer {
        answers.removeValue(forKey: ticket) ?? .failed
    }
}
