// SPDX-License-Identifier: Apache-2.0

import Basics
package import Hours

/// The hours in which messages may go out, as the configuration has them (`quietHours`).
package struct QuietHours: Sendable, Hashable {
    /// Hours that have a name.
    package enum Preset: String, Sendable, Hashable, CaseIterable {
        /// The federal rule of the USA.
        case usTCPA = "us-tcpa"
        /// The rules of the states of the USA.
        case usStrict = "us-strict"
    }

    /// Which hours hold where.
    package var rule: HoursRule
    /// What a person should know before relying on them; `nil` for hours of their own.
    package var notice: String?

    package init(_ rule: HoursRule) { self.rule = rule }

    /// Makes the hours that a name stands for.
    package init(_ preset: Preset) {
        switch preset {
        case .usTCPA:
            rule = .usFederal
            notice =
                "“us-tcpa” is quiet from 21:00 to 08:00 (47 CFR 64.1200); states may be stricter; "
                + "no legal advice"
        case .usStrict:
            rule = .usStates
            notice =
                "“us-strict” is a table of \(HoursRule.usStatesAsOf) from secondary sources, "
                + "without public holidays; no legal advice"
        }
    }
}

extension QuietHours {
    /// Reads `quietHours`: the name of a preset, or an object with the quiet span and the weekdays;
    /// `nil` where it is absent.
    init?(reading root: ConfigurationObject) throws(ConfigurationError) {
        guard let node = root.node("quietHours") else { return nil }
        if case .string = node.value {
            guard let preset = try root.word("quietHours", of: Preset.self) else { return nil }
            self.init(preset)
            return
        }
        guard case .object = node.value, let object = try root.object("quietHours") else {
            let expected = "an object, or \"us-tcpa\" or \"us-strict\","
            throw root.error(
                .wrongKind(expected: expected, found: node.kindInWords), at: "quietHours")
        }
        try object.refuseKeys(except: ["start", "end", "days"])
        self.init(.everywhere(try Self.hours(object)))
    }

    private static func hours(
        _ object: ConfigurationObject
    ) throws(ConfigurationError) -> WeeklyHours {
        let days = try object.weekdays("days")
        switch (try object.timeOfDay("start"), try object.timeOfDay("end")) {
        case (let start?, let end?):
            guard start.minutes % 1440 != end.minutes % 1440 else {
                throw object.error(
                    .unusable("the quiet hours end when they begin; make them differ"), at: "end")
            }
            return WeeklyHours(quietFrom: start, until: end, on: days ?? Set(Weekday.allCases))
        case (nil, nil):
            guard let days else { throw object.error(.missingKey("start"), at: "start") }
            return WeeklyHours { days.contains($0) ? [(.midnight, .midnightAfter)] : [] }
        case (nil, _): throw object.error(.missingKey("start"), at: "start")
        case (_, nil): throw object.error(.missingKey("end"), at: "end")
        }
    }
}

extension ConfigurationObject {
    /// The time of the day under a key.
    fileprivate func timeOfDay(_ key: String) throws(ConfigurationError) -> TimeOfDay? {
        guard let text = try string(key) else { return nil }
        if let time = TimeOfDay(text) { return time }
        throw error(.unusable("\"\(text)\" is no time of day; write one like \"21:00\""), at: key)
    }

    /// The weekdays under a key, at least one.
    fileprivate func weekdays(_ key: String) throws(ConfigurationError) -> Set<Weekday>? {
        guard let items = try list(key) else { return nil }
        var days: Set<Weekday> = []
        for item in items { days.insert(try weekday(item, key)) }
        guard !days.isEmpty else {
            throw error(
                .unusable("the list names no day; leave the key out to allow every day"), at: key)
        }
        return days
    }

    private func weekday(_ item: JSONNode, _ key: String) throws(ConfigurationError) -> Weekday {
        let text = try readText(of: item, expecting: "a day in quotes", at: key)
        if let day = Weekday(word: text) { return day }
        throw unknown(text, in: item, known: Weekday.words, at: key)
    }
}
