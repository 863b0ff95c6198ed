// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Rounds with and without a ledger in turn, so that what else the machine does meets both.
struct Comparison {
    let round: Round
    let rounds: Int

    /// Runs all rounds, and prints each pair and the medians.
    func run() async throws {
        // What is done once, such as the first use of a library, counts for neither.
        _ = try await round.withoutLedger()
        _ = try await round.withLedger()
        var (with, without): ([Measurement], [Measurement]) = ([], [])
        for number in 1...rounds {
            let plain = try await round.withoutLedger()
            let safe = try await round.withLedger()
            say("round \(number)", safe, plain)
            without.append(plain)
            with.append(safe)
        }
        say("median", .median(of: with), .median(of: without))
    }

    /// Prints at once: a pipe's buffer would hold the lines back.
    private func say(_ title: String, _ with: Measurement, _ without: Measurement) {
        let costs =
            "processor \(Int(with.microseconds)) and \(Int(without.microseconds)) µs a message"
        let rates = "\(Int(with.rate)) messages/s with the ledger, \(Int(without.rate)) without it"
        let percent = Int((with.rate / without.rate * 100).rounded())
        FileHandle.standardOutput.write(Data("\(title): \(costs); \(rates): \(percent) %\n".utf8))
    }
}
