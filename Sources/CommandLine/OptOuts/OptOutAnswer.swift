// SPDX-License-Identifier: Apache-2.0

import Campaign

/// What `opt-outs` answers.
struct OptOutAnswer: Sendable {
    /// Lines for a person, each with its line feed.
    var text: String
    /// The same as JSON.
    var json: JSONText
    /// What the user should know besides.
    var warnings: [String] = []
}
