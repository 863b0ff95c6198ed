// SPDX-License-Identifier: Apache-2.0

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

    /// Makes hours of one's own.
    package init(_ rule: HoursRule) {
        self.rule = rule
    }

    /// Makes the hours that a name stands for.
    package init(_ preset: Preset) {
        switch preset {
        case .usTCPA:
            rule = .usFederal
            notice = "“us-tcpa” is quiet from 21:00 to 08:00 (47 CFR 64.1200); states may be stricter; no legal advice"
        case .usStrict:
            rule = .usStates
            notice =
                "“us-strict” is a table of \(HoursRule.usStatesAsOf) from secondary sources, without public holidays; no legal advice"
        }
    }
}
