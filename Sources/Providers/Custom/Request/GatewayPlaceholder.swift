// SPDX-License-Identifier: Apache-2.0

/// What a request of a configured gateway may leave open, written `{{to}}` in the configuration.
package enum GatewayPlaceholder: String, Sendable, Hashable, CaseIterable {
    /// The recipient in E.164 form, with `+`.
    case to
    /// The recipient without the `+`, as many gateways want it.
    case toDigits = "to.digits"
    /// The sender as configured.
    case from
    /// The sender without a leading `+`.
    case fromDigits = "from.digits"
    /// The rendered text.
    case text
    /// How the text travels: `GSM-7` or `UCS-2`, or what the gateway calls them.
    case encoding
    /// Our own unique id of a message; in a question after one, the id that the report shows.
    case id

    /// The placeholder as it is written.
    package var spelling: String { "{{\(rawValue)}}" }
}
