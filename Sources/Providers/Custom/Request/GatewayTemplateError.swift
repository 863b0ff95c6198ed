// SPDX-License-Identifier: Apache-2.0

/// A mistake in a text with placeholders.
package enum GatewayTemplateError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The word in `{{…}}` is none that is known.
    case unknownPlaceholder(String)
    /// `{{` without `}}`.
    case openPlaceholder
    /// `${` without `}`.
    case openVariable
    /// `${}`.
    case namelessVariable

    /// The mistake, and what to write.
    package var description: String {
        switch self {
        case .unknownPlaceholder(let word): "{{\(word)}} is no placeholder"
        case .openPlaceholder: "{{ is opened and never closed; write {{to}}"
        case .openVariable: "${ is opened and never closed; write ${NAME}"
        case .namelessVariable: "${} names no variable"
        }
    }
}
