// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// Times the library on a list of inputs: nanoseconds a number, the best of several rounds.
enum Stopwatch {
    private static let rounds = 7

    static func measure(_ lines: [Line]) {
        let plan = NumberingPlan.bundled
        report("everything", lines.count) { lines.reduce(0) { $0 &+ everything($1, plan) } }
        report("parse", lines.count) { lines.reduce(0) { $0 &+ parse($1, plan) } }
        let numbers = lines.compactMap { try? plan.parse($0.text, defaultRegion: $0.region).number }
        report("classify", numbers.count) {
            numbers.reduce(0) { $0 &+ (plan.classify($1).isValid ? 1 : 0) }
        }
        for format in NumberFormat.allCases {
            report("format \(format)", numbers.count) {
                numbers.reduce(0) { $0 &+ plan.format($1, as: format).utf8.count }
            }
        }
        let texts = numbers.map(\.e164)
        report("strict E.164 and classify", texts.count) {
            texts.reduce(0) { $0 &+ strict($1, plan) }
        }
    }

    /// Parse, validity, line type and E.164 text, as the other libraries are asked.
    private static func everything(_ line: Line, _ plan: NumberingPlan) -> Int {
        guard let parsed = try? plan.parse(line.text, defaultRegion: line.region) else { return 0 }
        let classification = plan.classify(parsed.number)
        return parsed.number.e164.utf8.count &+ (classification.isValid ? 1 : 0)
    }

    private static func parse(_ line: Line, _ plan: NumberingPlan) -> Int {
        guard let parsed = try? plan.parse(line.text, defaultRegion: line.region) else { return 0 }
        return Int(truncatingIfNeeded: parsed.number.nationalNumber)
    }

    private static func strict(_ text: String, _ plan: NumberingPlan) -> Int {
        guard let number = PhoneNumber(e164: text) else { return 0 }
        return plan.classify(number).isValid ? 1 : 0
    }

    private static func report(_ name: String, _ count: Int, _ work: () -> Int) {
        var best = Duration.seconds(1000)
        var sum = 0
        for _ in 0..<rounds {
            best = min(best, ContinuousClock().measure { sum = work() })
        }
        print("\(name)\t\(best / .nanoseconds(max(1, count)))\t\(sum)")
    }
}
