// SPDX-License-Identifier: Apache-2.0

import Campaign
import Foundation
import Testing

/// The same random steps on every kind of ledger, which must answer alike and hold the same after
/// each.
///
/// In the environment: `CONFORMANCE_SEEDS=1000` walks so many times, and `CONFORMANCE_SEED=N` a
/// single time.
@Suite struct ConformanceWalkTests {
    private static let steps = 200
    private static let usualSeeds = 24

    private static let seeds: [UInt64] = {
        let environment = ProcessInfo.processInfo.environment
        if let one = environment["CONFORMANCE_SEED"].flatMap(UInt64.init) { return [one] }
        let count = environment["CONFORMANCE_SEEDS"].flatMap(UInt64.init)
        return Array(1...(count ?? UInt64(usualSeeds)))
    }()

    /// What a ledger said at each step, and what it held after it.
    private struct Place: Equatable {
        let answer: String
        let snapshot: [String]
    }

    private func walk(_ steps: [Step], on kind: LedgerKind) async throws -> [Place] {
        let clock = TestClock()
        let subject = try kind.subject(clock)
        return try await LedgerKind.withSubject(subject) {
            let session = try await Session(subject, clock)
            var places: [Place] = []
            for step in steps {
                clock.pass(0.001)
                let answer = try await step.take(session)
                let moments = [clock.date.addingTimeInterval(-3601), TestClock.begin]
                let snapshot = Snapshot(ledger: try session.ledger, moments: moments)
                places.append(Place(answer: answer, snapshot: try await snapshot.lines()))
            }
            await (try session.ledger).close()
            return places
        }
    }

    @Test(arguments: seeds)
    func `what the model does is what the ledger in a file does`(seed: UInt64) async throws {
        var random = RandomSteps(seed: seed)
        let steps = random.draw(Self.steps)
        let expected = try await walk(steps, on: .file)
        // The one in memory is the same model without a disk: a few walks will do.
        let kinds: [LedgerKind] = seed % 4 == 0 ? [.simulated, .memory] : [.simulated]
        for kind in kinds {
            compare(try await walk(steps, on: kind), with: expected, after: steps, seed: seed)
        }
    }

    private func compare(
        _ found: [Place],
        with expected: [Place],
        after steps: [Step],
        seed: UInt64
    ) {
        let places = zip(expected, found).enumerated()
        guard let place = places.first(where: { $1.0 != $1.1 }) else { return }
        let (file, model) = place.element
        let changes = zip(file.snapshot, model.snapshot).filter { $0 != $1 }
            .map { "the file: \($0)\nthe model: \($1)" }
        let before = steps.prefix(place.offset).suffix(3).map(\.name)
        Issue.record(
            """
            CONFORMANCE_SEED=\(seed), step \(place.offset): \(steps[place.offset].name)
            before: \(before.joined(separator: "\n  "))
            the file answers: \(file.answer)
            the model answers: \(model.answer)
            \(changes.joined(separator: "\n"))
            """
        )
    }
}
