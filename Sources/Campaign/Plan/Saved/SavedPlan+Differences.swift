// SPDX-License-Identifier: Apache-2.0

extension SavedPlan {
    /// What is no longer as it was when this plan was saved.
    ///
    /// Once messages of the campaign were sent, its own progress changes the counts: a lookup names a landline, somebody opts
    /// out. Then nobody may be added, and fewer are no difference.
    ///
    /// - Parameter now: the plan as it is made now.
    /// - Returns: each difference in words for a person; none where all is the same.
    package func differences(to now: SavedPlan) -> [String] {
        let inputs = inputDifferences(to: now)
        // Where the list is another one, its counts say nothing more.
        return inputs.isEmpty ? countDifferences(to: now.counts) : inputs
    }

    private func inputDifferences(to now: SavedPlan) -> [String] {
        let same = [
            (campaign == now.campaign, "the campaign is “\(now.campaign)” and was “\(campaign)”"),
            (inputs.list == now.inputs.list, "the list changed"),
            (inputs.template == now.inputs.template, "the template changed"),
            (inputs.configuration == now.inputs.configuration, "the configuration changed"),
            (inputs.suppressionLists == now.inputs.suppressionLists, "the suppression lists changed"),
            (program == now.program, "the program is \(now.program) and was \(program)"),
        ]
        return same.filter { !$0.0 }.map(\.1) + optionDifferences(to: now.options)
    }

    private func optionDifferences(to now: [String: String]) -> [String] {
        Set(options.keys).union(now.keys).sorted().filter { options[$0] != now[$0] }.map { name in
            "--\(name) is \(Self.word(now[name])) and was \(Self.word(options[name]))"
        }
    }

    private static func word(_ value: String?) -> String {
        guard let value else { return "not given" }
        return value.isEmpty ? "given" : "“\(value)”"
    }

    private func countDifferences(to now: Counts) -> [String] {
        let (before, after) = (counts.toSend + counts.settled, now.toSend + now.settled)
        if now.settled > counts.settled {
            return after > before ? ["\(after) recipients would be messaged in all, and there were \(before)"] : []
        }
        var differences: [String] = []
        if now.toSend != counts.toSend {
            differences.append("\(now.toSend) recipients would get a message, and there were \(counts.toSend)")
        }
        if now.segments != counts.segments, differences.isEmpty {
            differences.append("the messages have \(now.segments) segments, and had \(counts.segments)")
        }
        return differences + reasonDifferences(to: now.reasons)
    }

    private func reasonDifferences(to now: [String: Int]) -> [String] {
        Set(counts.reasons.keys).union(now.keys).sorted().compactMap { reason in
            let (before, after) = (counts.reasons[reason, default: 0], now[reason, default: 0])
            return before == after ? nil : "\(reason): \(after), and there were \(before)"
        }
    }
}
