// SPDX-License-Identifier: Apache-2.0

/// A state, district or territory of the USA by its postal abbreviation (USPS Publication 28, appendix B).
package struct USState: Sendable, Hashable {
    /// The abbreviation in capitals: `TX`.
    package let code: String

    /// Reads an abbreviation in either case; `nil` for anything else.
    package init?(_ text: String) {
        let code = text.uppercased()
        guard Self.table[code] != nil else { return nil }
        self.code = code
    }

    /// The IANA names of the time zones of which the state has a part.
    package var zones: [String] { Self.table[code] ?? [] }

    /// All abbreviations, in order.
    package static let codes = table.keys.sorted()

    private static let eastern = "America/New_York"
    private static let central = "America/Chicago"
    private static let mountain = "America/Denver"
    private static let pacific = "America/Los_Angeles"

    /// Source: 49 CFR part 71 for the borders of the zones; Arizona keeps standard time, but the Navajo Nation does not.
    private static let table: [String: [String]] = {
        var table: [String: [String]] = [
            "AK": ["America/Anchorage", "America/Adak"], "AZ": ["America/Phoenix", mountain],
            "FL": [eastern, central], "HI": ["Pacific/Honolulu"], "ID": ["America/Boise", pacific],
            "IN": ["America/Indiana/Indianapolis", central], "KS": [central, mountain], "KY": [eastern, central],
            "MI": ["America/Detroit", central], "NE": [central, mountain], "NV": [pacific, mountain],
            "ND": [central, mountain], "OK": [central, mountain], "OR": [pacific, "America/Boise"],
            "SD": [central, mountain], "TN": [eastern, central], "TX": [central, mountain],
            "PR": ["America/Puerto_Rico"], "VI": ["America/St_Thomas"], "GU": ["Pacific/Guam"],
            "MP": ["Pacific/Saipan"], "AS": ["Pacific/Pago_Pago"],
        ]
        let easternStates = [
            "CT", "DE", "DC", "GA", "ME", "MD", "MA", "NH", "NJ", "NY", "NC", "OH", "PA", "RI", "SC", "VT", "VA", "WV",
        ]
        for state in easternStates { table[state] = [eastern] }
        for state in ["AL", "AR", "IL", "IA", "LA", "MN", "MS", "MO", "WI"] { table[state] = [central] }
        for state in ["CO", "MT", "NM", "UT", "WY"] { table[state] = [mountain] }
        for state in ["CA", "WA"] { table[state] = [pacific] }
        return table
    }()
}
