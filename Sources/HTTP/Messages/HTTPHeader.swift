// SPDX-License-Identifier: Apache-2.0

/// One header field of a request or an answer.
package struct HTTPHeader: Sendable, Hashable {
    /// The field's name, as written.
    package var name: String

    /// The field's value, which may be a secret and is therefore never part of a description.
    package var value: String

    /// Creates a field, such as `HTTPHeader("Content-Type", "application/json")`.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension HTTPHeader: CustomStringConvertible, CustomDebugStringConvertible {
    /// The name alone.
    package var description: String { "\(name): (hidden)" }

    /// The name alone, for a debugger or a failing test too.
    package var debugDescription: String { description }
}

extension Sequence<HTTPHeader> {
    /// The value of the first field with this name, ignoring case (RFC 9110 §5.1).
    package func first(named name: String) -> String? {
        let wanted = name.lowercased()
        return first { $0.name.lowercased() == wanted }?.value
    }
}
