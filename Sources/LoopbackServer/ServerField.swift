// SPDX-License-Identifier: Apache-2.0

/// A name and its value: a header, or one pair of a query.
package struct ServerField: Hashable, Sendable {
    /// The name as it was received or is to be sent.
    package var name: String
    /// The value, without white space around it.
    package var value: String

    /// Makes a pair.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
