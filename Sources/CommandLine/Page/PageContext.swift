// SPDX-License-Identifier: Apache-2.0

import Campaign

/// What a page knows besides the report.
struct PageContext: Sendable {
    /// What the rows were narrowed down to; empty where all are there.
    var filter = ""
    /// The configuration as the user named it; empty where none was.
    var file = ""
    /// What the configuration says; `nil` where none was named.
    var configuration: ConfigurationOutline?

    /// The type of a provider entry: as configured, else what its name says.
    func type(of provider: String) -> String { configuration?.types[provider] ?? provider }
}
