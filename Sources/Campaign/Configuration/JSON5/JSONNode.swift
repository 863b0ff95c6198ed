// SPDX-License-Identifier: Apache-2.0

/// A value of a JSON document, with the line that it begins in.
///
/// The configuration is read as a tree first, since a decoder that builds the settings directly can name neither the line of a mistake
/// nor a key that nobody asked for.
package struct JSONNode: Sendable, Hashable {
    /// What the value is.
    package enum Value: Sendable, Hashable {
        case null
        case bool(Bool)
        /// A decimal number as written, so that a price keeps its exact digits.
        case number(String)
        case string(String)
        case array([JSONNode])
        case object([String: JSONNode])
    }

    /// What the value is.
    package var value: Value
    /// The 1-based line of its first character.
    package var line: Int

    /// Makes a node.
    package init(_ value: Value, line: Int) {
        self.value = value
        self.line = line
    }

    /// The kind of value in words, for messages.
    package var kindInWords: String {
        switch value {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
