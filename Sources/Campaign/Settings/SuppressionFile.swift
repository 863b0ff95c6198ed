// SPDX-License-Identifier: Apache-2.0

/// A list of people who get no message, as the configuration names it.
package struct SuppressionFile: Sendable, Hashable {
    /// The file as it is written in the configuration, for messages.
    package var name: String
    /// Its absolute path.
    package var path: String

    /// Names a file.
    package init(name: String, path: String) {
        self.name = name
        self.path = path
    }
}
