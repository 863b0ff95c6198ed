// SPDX-License-Identifier: Apache-2.0

/// A header or a form's field of a configured request.
package struct GatewayField: Sendable, Hashable {
    /// The name, without placeholders.
    package let name: String
    /// The value.
    package let value: GatewayTemplate

    /// Makes a field.
    package init(_ name: String, _ value: GatewayTemplate) {
        self.name = name
        self.value = value
    }
}
